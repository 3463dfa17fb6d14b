package io.natterjack.domain.jetstream;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.StreamView;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.AccountView.Tier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stream as it is now, for those who judge what may become of its consumers.
public final class StreamFacts implements StreamView {
    private final AccountStreams streams;
    private final AccountFacts account;
    private final HostedStream stream;

    public StreamFacts(AccountStreams streams, HostedStream stream) {
        this.streams = streams;
        this.account = new AccountFacts(streams);
        this.stream = stream;
    }

    @Override
    public StreamConfig config() {
        return stream.config();
    }

    @Override
    public Map<String, ConsumerConfig> consumers() {
        return account.consumers(stream.name());
    }

    @Override
    public @Nullable JetStreamLimits limits(int replicas) {
        Tier tier = account.tier(replicas);
        return tier == null ? null : tier.limits();
    }

    @Override
    public boolean interest(String subject) {
        return streams.outlet().interest(subject, null);
    }
}
