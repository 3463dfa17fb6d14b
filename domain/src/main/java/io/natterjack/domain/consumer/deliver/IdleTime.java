package io.natterjack.domain.consumer.deliver;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import java.util.random.RandomGenerator;

/// How long nobody has used a consumer, and when that is too long. Confined.
public final class IdleTime {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MILLI_NANOS = 1_000_000;
    private static final long DEFAULT_NANOS = 5_000 * MILLI_NANOS;
    private static final long EXTRA_NANOS = 100 * MILLI_NANOS;
    private static final int JITTER_MILLIS = 900;

    private long thresholdNanos;
    private long usedNanos;
    private long notBeforeNanos;

    public IdleTime(long nowNanos) {
        usedNanos = nowNanos;
    }

    /// Takes the threshold of a configuration, and a little more where many consumers would end at once.
    public void configure(ConsumerConfig config, RandomGenerator random) {
        long configured = config.inactiveThresholdNanos();
        boolean ephemeral = !config.isDurable();
        long wanted = configured > 0 ? configured : ephemeral ? DEFAULT_NANOS : 0;
        boolean jitter = config.isPull() || (ephemeral && configured <= 0);
        thresholdNanos = wanted <= 0 || !jitter || wanted > NEVER / 2
                ? wanted
                : wanted + EXTRA_NANOS + random.nextInt(JITTER_MILLIS) * MILLI_NANOS;
    }

    /// Somebody uses it.
    public void used(long nowNanos) {
        usedNanos = nowNanos;
        notBeforeNanos = 0;
    }

    /// Somebody may be working on a message until a moment without a word, and counts as gone only after that.
    public void presumeUsedUntil(long nanos) {
        notBeforeNanos = saturated(nanos);
    }

    /// When it is too long; [Long#MAX_VALUE] for never.
    public long dueNanos() {
        return thresholdNanos <= 0 ? NEVER : Math.max(notBeforeNanos, saturated(usedNanos));
    }

    private long saturated(long nanos) {
        return nanos > NEVER - thresholdNanos ? NEVER : nanos + thresholdNanos;
    }
}
