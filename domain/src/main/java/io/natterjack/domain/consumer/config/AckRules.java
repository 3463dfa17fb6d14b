package io.natterjack.domain.consumer.config;

import java.util.List;

/// How the messages of a consumer are acknowledged. In a request 0 asks for the default.
///
/// @param policy          · which acknowledgements there are
/// @param waitNanos       · until a message is delivered again
/// @param deliverMax      · how often a message is delivered at most; -1 for any number
/// @param backoffNanos    · the wait after the first delivery, the second, …; the last stays; empty for always the same
/// @param pendingMax      · messages delivered and not acknowledged at a time; -1 for any number
/// @param sampleFrequency · how many of a hundred acknowledgements are reported, as `50` or `50%`; empty for none
public record AckRules(
        AckPolicy policy,
        long waitNanos,
        long deliverMax,
        List<Long> backoffNanos,
        long pendingMax,
        String sampleFrequency) {
    /// What a request says that says nothing.
    public static final AckRules NONE = new AckRules(AckPolicy.NONE, 0, 0, List.of(), 0, "");

    public AckRules {
        backoffNanos = List.copyOf(backoffNanos);
    }

    public AckRules withPolicy(AckPolicy changed) {
        return new AckRules(changed, waitNanos, deliverMax, backoffNanos, pendingMax, sampleFrequency);
    }

    public AckRules withWaitNanos(long nanos) {
        return new AckRules(policy, nanos, deliverMax, backoffNanos, pendingMax, sampleFrequency);
    }

    public AckRules withDeliverMax(long max) {
        return new AckRules(policy, waitNanos, max, backoffNanos, pendingMax, sampleFrequency);
    }

    public AckRules withBackoffNanos(List<Long> nanos) {
        return new AckRules(policy, waitNanos, deliverMax, nanos, pendingMax, sampleFrequency);
    }

    public AckRules withPendingMax(long max) {
        return new AckRules(policy, waitNanos, deliverMax, backoffNanos, max, sampleFrequency);
    }

    public AckRules withSampleFrequency(String frequency) {
        return new AckRules(policy, waitNanos, deliverMax, backoffNanos, pendingMax, frequency);
    }
}
