package io.natterjack.domain.consumer.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where in the stream a consumer starts.
///
/// @param sequence · with [DeliverPolicy#BY_START_SEQUENCE]; otherwise 0
/// @param time     · with [DeliverPolicy#BY_START_TIME]; otherwise null
public record StartAt(
        DeliverPolicy policy, long sequence, @Nullable Instant time) {
    /// At the first message.
    public static final StartAt ALL = of(DeliverPolicy.ALL);

    public static StartAt of(DeliverPolicy policy) {
        return new StartAt(policy, 0, null);
    }

    public static StartAt sequence(long sequence) {
        return new StartAt(DeliverPolicy.BY_START_SEQUENCE, sequence, null);
    }

    public static StartAt time(Instant time) {
        return new StartAt(DeliverPolicy.BY_START_TIME, 0, time);
    }
}
