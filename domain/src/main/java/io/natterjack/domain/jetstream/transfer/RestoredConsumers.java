package io.natterjack.domain.jetstream.transfer;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAction;
import io.natterjack.domain.consumer.rules.ConsumerRules;
import io.natterjack.domain.consumer.rules.StreamView;
import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.asset.AssetName;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.transfer.archive.ConsumerRecord;
import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.AccountView.Tier;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The consumers of a stream that is being restored: each is judged as if somebody had asked for it now.
///
/// Confined to the shard.
final class RestoredConsumers implements StreamView {
    private final AccountStreams streams;
    private final StreamConfig stream;
    private final ConsumerRules rules;
    private final Map<String, ConsumerConfig> admitted = new TreeMap<>();

    RestoredConsumers(AccountStreams streams, StreamConfig stream) {
        this.streams = streams;
        this.stream = stream;
        this.rules = new ConsumerRules(streams.settings().limits());
    }

    /// @return complete
    /// @throws SnapshotException if there can be no such consumer
    ConsumerConfig admit(String name, ConsumerConfig said) {
        if (!AssetName.valid(name) || admitted.containsKey(name)) {
            throw new SnapshotException("failed to add consumer \"" + name + "\": invalid name");
        }
        try {
            ConsumerConfig config =
                    rules.decide(said.with(changes -> changes.name(name)), ConsumerAction.CREATE, false, this);
            admitted.put(name, config);
            return config;
        } catch (ApiFailure e) {
            throw new SnapshotException("failed to add consumer \"" + name + "\": " + e.getMessage());
        }
    }

    /// What a storage keeps of one.
    byte[] definition(ConsumerRecord record, ConsumerConfig config) {
        return record.definition(config, streams.now()).toBytes();
    }

    @Override
    public StreamConfig config() {
        return stream;
    }

    @Override
    public Map<String, ConsumerConfig> consumers() {
        return admitted;
    }

    @Override
    public @Nullable JetStreamLimits limits(int replicas) {
        Tier tier = new AccountFacts(streams).tier(replicas);
        return tier == null ? null : tier.limits();
    }

    @Override
    public boolean interest(String subject) {
        return streams.outlet().interest(subject, null);
    }
}
