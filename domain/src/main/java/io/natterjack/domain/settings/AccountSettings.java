package io.natterjack.domain.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One account.
///
/// @param name             · unique on the server
/// @param users            · may be empty
/// @param mappings         · in the order of the configuration file
/// @param connectionsMax   · clients at a time; -1 for any number
/// @param subscriptionsMax · at a time; -1 for any number
/// @param payloadBytesMax  · longest message; -1 for the server's limit
/// @param leafNodesMax     · at a time; -1 for any number
/// @param jetStream        · what it may store; null if it may not use JetStream, or has not been asked: see
///                           [BrokerSettings#jetStreamOf]
public record AccountSettings(
        String name,
        List<UserSettings> users,
        List<MappingSettings> mappings,
        int connectionsMax,
        int subscriptionsMax,
        int payloadBytesMax,
        int leafNodesMax,
        @Nullable JetStreamAllowance jetStream) {
    public AccountSettings {
        users = List.copyOf(users);
        mappings = List.copyOf(mappings);
    }

    /// An account without limits, and without JetStream.
    public AccountSettings(String name, List<UserSettings> users, List<MappingSettings> mappings) {
        this(name, users, mappings, -1, -1, -1, -1, null);
    }

    /// What an account may store.
    ///
    /// @param limits · of all its streams together, whatever their replicas
    /// @param tiers  · limits by tier, such as `R1` and `R3`; if there are any, they alone count
    public record JetStreamAllowance(JetStreamLimits limits, Map<String, JetStreamLimits> tiers) {
        public static final JetStreamAllowance UNLIMITED = new JetStreamAllowance(JetStreamLimits.UNLIMITED, Map.of());

        public JetStreamAllowance {
            tiers = Map.copyOf(tiers);
        }
    }

    /// How much an account, or one tier of it, may store. -1 stands for any number everywhere.
    ///
    /// @param memoryBytesMax       · in memory
    /// @param fileBytesMax         · in the store
    /// @param streamsMax           · at a time
    /// @param consumersMax         · of one stream at a time
    /// @param ackPendingMax        · what a consumer may ask for
    /// @param memoryStreamBytesMax · what one stream in memory may ask for; 0 as -1
    /// @param fileStreamBytesMax   · what one stream in the store may ask for; 0 as -1
    /// @param maxBytesRequired     · a stream has to say how many bytes it may hold
    public record JetStreamLimits(
            long memoryBytesMax,
            long fileBytesMax,
            int streamsMax,
            int consumersMax,
            int ackPendingMax,
            long memoryStreamBytesMax,
            long fileStreamBytesMax,
            boolean maxBytesRequired) {
        public static final JetStreamLimits UNLIMITED = new JetStreamLimits(-1, -1, -1, -1, -1, -1, -1, false);
    }
}
