package io.natterjack.domain.jetstream;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.AccountView;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An account as it is now, for those who judge what may become of it.
public final class AccountFacts implements AccountView {
    private final AccountStreams streams;

    public AccountFacts(AccountStreams streams) {
        this.streams = streams;
    }

    @Override
    public @Nullable StreamConfig stream(String name) {
        HostedStream hosted = streams.find(name);
        return hosted == null ? null : hosted.config();
    }

    @Override
    public Collection<StreamConfig> streams() {
        return streams.all().stream().map(HostedStream::config).toList();
    }

    @Override
    public Map<String, ConsumerConfig> consumers(String stream) {
        Map<String, ConsumerConfig> consumers = new TreeMap<>();
        HostedStream hosted = streams.find(stream);
        if (hosted != null) {
            hosted.consumers()
                    .forEach(each -> consumers.put(each.name(), each.consumer().config()));
        }
        return consumers;
    }

    @Override
    public @Nullable Tier tier(int replicas) {
        Map<String, JetStreamLimits> tiers = streams.usage().allowance().tiers();
        if (tiers.isEmpty()) {
            return new Tier("", streams.usage().allowance().limits());
        }
        String name = "R" + Math.max(1, replicas);
        JetStreamLimits limits = tiers.get(name);
        return limits == null ? null : new Tier(name, limits);
    }

    @Override
    public long reservableBytes(StorageType storage) {
        long reserved = streams.share().usage().reservedBytes(storage);
        return switch (storage) {
            case FILE -> streams.settings().fileBytesMax() - reserved;
            case MEMORY -> streams.settings().memoryBytesMax() - reserved;
        };
    }
}
