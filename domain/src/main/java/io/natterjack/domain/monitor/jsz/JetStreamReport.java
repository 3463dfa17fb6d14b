package io.natterjack.domain.monitor.jsz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What JetStream can tell about itself.
///
/// **Threading.** Called by threads that make pages, never by a lane or a shard. A call may wait for the shards
/// that own what it asks for; what it returns is a value.
public interface JetStreamReport {
    /// Of the whole server.
    JetStreamFigures figures();

    /// Names of the accounts that have JetStream, in the order of the alphabet.
    List<String> accounts();

    /// One account.
    ///
    /// @return null if it does not have JetStream
    @Nullable
    AccountReport account(String name, Depth depth);

    /// What operators have to look after.
    List<Problem> problems();

    /// How much is told about an account.
    enum Depth {
        /// Only sums: no streams.
        FIGURES,
        /// Streams without their consumers.
        STREAMS,
        /// Streams with their consumers.
        CONSUMERS
    }

    /// Something that does not work as it should.
    ///
    /// @param account · empty if it concerns all of them
    /// @param stream  · empty if it concerns all of them
    /// @param text    · for operators, such as `JetStream stream 'A > ORDERS' could not be recovered`
    record Problem(String account, String stream, String text) {}
}
