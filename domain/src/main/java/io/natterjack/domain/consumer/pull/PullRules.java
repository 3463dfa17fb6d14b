package io.natterjack.domain.consumer.pull;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.text.GoDuration;
import org.jspecify.annotations.Nullable;

/// What a pull request may ask of a consumer.
public final class PullRules {
    private static final int PRIORITY_MAX = 9;

    private PullRules() {}

    /// @return the status that refuses it; null if it is fine
    public static @Nullable String refusal(ConsumerConfig config, PullBody body, Pin pin) {
        String limit = limit(config, body);
        return limit != null || !body.options() ? limit : priority(config, body, pin);
    }

    private static @Nullable String limit(ConsumerConfig config, PullBody body) {
        long batchMax = config.pull().batchMax();
        long expiresNanosMax = config.pull().expiresNanosMax();
        long bytesMax = config.pull().bytesMax();
        if (body.heartbeatNanos() > 0 && body.heartbeatNanos() > body.expiresNanos() / 2) {
            return "400 Bad Request - heartbeat value too large";
        }
        if (batchMax > 0 && body.batch() > batchMax) {
            return "409 Exceeded MaxRequestBatch of " + batchMax;
        }
        if (expiresNanosMax > 0 && body.expiresNanos() > expiresNanosMax) {
            return "409 Exceeded MaxRequestExpires of " + GoDuration.text(expiresNanosMax);
        }
        if (bytesMax > 0 && body.bytesMax() > bytesMax) {
            return "409 Exceeded MaxRequestMaxBytes of " + bytesMax;
        }
        return null;
    }

    private static @Nullable String priority(ConsumerConfig config, PullBody body, Pin pin) {
        PriorityPolicy policy = config.priority().policy();
        boolean thresholds = body.pendingMin() != 0 || body.ackPendingMin() != 0;
        if (thresholds && policy != PriorityPolicy.OVERFLOW) {
            return "400 Bad Request - Not a Overflow Priority consumer";
        }
        if (!body.pinId().isEmpty() && policy != PriorityPolicy.PINNED_CLIENT) {
            return "400 Bad Request - Not a Pinned Client Priority consumer";
        }
        if (body.priority() < 0 || body.priority() > PRIORITY_MAX) {
            return "400 Bad Request - Priority must be between 0 and 9";
        }
        if (policy == PriorityPolicy.NONE) {
            return null;
        }
        if (body.group().isEmpty()) {
            return "400 Bad Request - Priority Group missing";
        }
        if (!config.priority().groups().contains(body.group())) {
            return "400 Bad Request - Invalid Priority Group";
        }
        boolean stranger =
                pin.isSet() && !body.pinId().isEmpty() && !body.pinId().equals(pin.id());
        return stranger ? "423 Nats-Pin-Id mismatch" : null;
    }
}
