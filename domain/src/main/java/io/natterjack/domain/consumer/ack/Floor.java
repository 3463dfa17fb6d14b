package io.natterjack.domain.consumer.ack;

/// Two places in the two countings of a consumer: the last delivery, and the floor, up to which everything is settled.
/// Deliveries are numbered from 1, by the consumer. Confined.
public final class Floor {
    private long deliveredConsumer;
    private long deliveredStream;
    private long settledConsumer;
    private long settledStream;

    /// Starts with nothing delivered.
    ///
    /// @param sequence · of the last message that counts as settled
    public void restart(long sequence) {
        set(0, sequence, 0, sequence);
    }

    /// Takes over what was kept.
    public void set(long deliveries, long sequence, long settledDeliveries, long settledSequence) {
        deliveredConsumer = deliveries;
        deliveredStream = sequence;
        settledConsumer = settledDeliveries;
        settledStream = settledSequence;
    }

    /// @return number of this delivery
    long delivered(long sequence) {
        deliveredStream = Math.max(deliveredStream, sequence);
        return ++deliveredConsumer;
    }

    void raiseToDelivered() {
        settledConsumer = deliveredConsumer;
        settledStream = Math.max(settledStream, deliveredStream);
    }

    /// Raises the floor to what is below the first open message.
    void raise(PendingAcks pending) {
        int first = pending.first();
        if (first == PendingAcks.NONE) {
            raiseToDelivered();
        } else {
            settledConsumer = Math.max(settledConsumer, pending.consumerSequence(first) - 1);
            settledStream = Math.max(settledStream, pending.sequence(first) - 1);
        }
    }

    void raiseTo(long number, long sequence) {
        settledConsumer = Math.max(settledConsumer, Math.min(number, deliveredConsumer));
        settledStream = Math.max(settledStream, sequence);
    }

    void skipThrough(long sequence) {
        deliveredStream = Math.max(deliveredStream, sequence);
        settledStream = Math.max(settledStream, sequence);
    }

    /// Number of the last delivery; 0 before the first.
    public long deliveredConsumer() {
        return deliveredConsumer;
    }

    /// The highest sequence that was delivered, or passed over.
    public long deliveredStream() {
        return deliveredStream;
    }

    public long settledConsumer() {
        return settledConsumer;
    }

    public long settledStream() {
        return settledStream;
    }
}
