package io.natterjack.domain.consumer.ack;

import java.util.List;

/// How long a delivered message may stay unacknowledged.
///
/// @param waitNanos    · after any delivery, if there is no list; 0 for ever
/// @param backoffNanos · after the first, the second, …; the last stays
public record RedeliveryTimes(long waitNanos, List<Long> backoffNanos) {
    public RedeliveryTimes {
        backoffNanos = List.copyOf(backoffNanos);
    }

    /// After so many deliveries.
    public long waitNanos(int deliveries) {
        return backoffNanos.isEmpty() ? waitNanos : backoffNanos.get(Math.min(deliveries, backoffNanos.size()) - 1);
    }

    /// @return [Long#MAX_VALUE] for never
    public long dueNanos(long deliveredNanos, int deliveries) {
        long wait = waitNanos(deliveries);
        return wait <= 0 || wait > Long.MAX_VALUE - deliveredNanos ? Long.MAX_VALUE : deliveredNanos + wait;
    }
}
