package io.natterjack.domain.broker;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.jetstream.JetStream;
import io.natterjack.domain.jetstream.api.Api;
import io.natterjack.domain.jetstream.server.ServerShare;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.shard.Inbox;
import io.natterjack.domain.shard.Shard;
import io.natterjack.ports.run.LaneExecutor;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Gives streams to the accounts that may have them.
final class BrokerStreams {
    private BrokerStreams() {}

    /// @param random · of each shard
    static JetStream open(
            JetStreamSettings settings,
            StreamParts parts,
            ServerShare server,
            Surroundings surroundings,
            Supplier<RandomGenerator> random) {
        List<Shard> shards = parts.shards().stream()
                .map(executor -> shard(settings, executor, surroundings, random.get()))
                .toList();
        return new JetStream(settings, parts.storages(), surroundings, shards, server, Api::open);
    }

    private static Shard shard(
            JetStreamSettings settings, LaneExecutor executor, Surroundings surroundings, RandomGenerator random) {
        QueueLimits queues = settings.queues();
        int bytesMax = (int) Math.min(queues.bufferedBytesMax(), Integer.MAX_VALUE / 2);
        return new Shard(
                new LaneScope(executor, random), surroundings, new Inbox(bytesMax, queues.bufferedMessagesMax()));
    }

    static void enable(JetStream jetStream, BrokerSettings settings, Collection<Account> accounts) {
        for (Account account : accounts) {
            JetStreamAllowance allowance = settings.jetStreamOf(account.name());
            if (allowance != null) {
                jetStream.enable(account, allowance);
            } else {
                jetStream.refuse(account);
            }
        }
    }
}
