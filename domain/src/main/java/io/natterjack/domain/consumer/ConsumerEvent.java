package io.natterjack.domain.consumer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something about a consumer that is worth an advisory or a metric. Sequences are those of the delivery it is about.
public sealed interface ConsumerEvent {
    /// A message was acknowledged, and is one of those that are sampled.
    ///
    /// @param ackNanos · since it was delivered
    record Acked(long consumerSequence, long streamSequence, long ackNanos, long deliveries) implements ConsumerEvent {}

    /// A message was delivered as often as it may be, and not acknowledged.
    record MaxDelivered(long streamSequence, long deliveries) implements ConsumerEvent {}

    /// A client refuses a message.
    record Naked(long consumerSequence, long streamSequence, long deliveries) implements ConsumerEvent {}

    /// A message is not delivered again, because a client says so or because it is gone.
    ///
    /// @param reason · may be empty
    record Terminated(long consumerSequence, long streamSequence, long deliveries, String reason)
            implements ConsumerEvent {}

    /// The requests of one client are served from now on.
    record Pinned(String group, String id) implements ConsumerEvent {}

    /// Any client may be the next.
    ///
    /// @param reason · `admin` or `timeout`
    record Unpinned(String group, String reason) implements ConsumerEvent {}

    /// Delivery pauses or goes on.
    ///
    /// @param until · as configured; null if nothing is
    record Paused(boolean paused, @Nullable Instant until) implements ConsumerEvent {}
}
