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
import java.util.Collection;
import java.util.List;

/// Gives streams to the accounts that may have them.
final class BrokerStreams {
    private BrokerStreams() {}

    static JetStream open(
            JetStreamSettings settings, StreamParts parts, ServerShare server, Surroundings surroundings, Lanes lanes) {
        List<Shard> shards = parts.shards().stream()
                .map(executor -> shard(settings, lanes.open(executor), surroundings))
                .toList();
        return new JetStream(settings, parts.storages(), surroundings, shards, server, Api::open);
    }

    private static Shard shard(JetStreamSettings settings, LaneScope scope, Surroundings surroundings) {
        QueueLimits queues = settings.queues();
        int bytesMax = (int) Math.min(queues.bufferedBytesMax(), Integer.MAX_VALUE / 2);
        return new Shard(scope, surroundings, new Inbox(bytesMax, queues.bufferedMessagesMax()));
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
