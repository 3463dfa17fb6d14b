package io.natterjack.domain.consumer.config;

/// Where messages are delivered to unasked, and how.
///
/// @param deliverSubject     · empty for a pull consumer
/// @param deliverGroup       · the queue group that shares them; empty for none
/// @param flowControl        · the receiver is asked from time to time how far it is
/// @param idleHeartbeatNanos · after how long without a message it is told that there is none; 0 for never
/// @param rateLimitBps       · bits a second; 0 for no limit
public record PushTarget(
        String deliverSubject, String deliverGroup, boolean flowControl, long idleHeartbeatNanos, long rateLimitBps) {
    /// Messages are pulled.
    public static final PushTarget NONE = new PushTarget("", "", false, 0, 0);

    public PushTarget withDeliverSubject(String subject) {
        return new PushTarget(subject, deliverGroup, flowControl, idleHeartbeatNanos, rateLimitBps);
    }

    public PushTarget withDeliverGroup(String group) {
        return new PushTarget(deliverSubject, group, flowControl, idleHeartbeatNanos, rateLimitBps);
    }

    public PushTarget withFlowControl(boolean asked) {
        return new PushTarget(deliverSubject, deliverGroup, asked, idleHeartbeatNanos, rateLimitBps);
    }

    public PushTarget withIdleHeartbeatNanos(long nanos) {
        return new PushTarget(deliverSubject, deliverGroup, flowControl, nanos, rateLimitBps);
    }

    public PushTarget withRateLimitBps(long bitsPerSecond) {
        return new PushTarget(deliverSubject, deliverGroup, flowControl, idleHeartbeatNanos, bitsPerSecond);
    }
}
