package io.natterjack.domain.account;

import java.util.concurrent.atomic.LongAdder;

/// What has gone through an account since the server started, for `/accstatz`.
///
/// **Threading.** Any thread. Messages are counted in batches: a lane adds up what one pass of reads has moved and
/// calls once.
public final class AccountFigures {
    private final LongAdder receivedMessages = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentMessages = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder slowConsumers = new LongAdder();

    /// Clients have published.
    public void received(long messages, long bytes) {
        receivedMessages.add(messages);
        receivedBytes.add(bytes);
    }

    /// Messages have been delivered to clients.
    public void sent(long messages, long bytes) {
        sentMessages.add(messages);
        sentBytes.add(bytes);
    }

    /// A client has been dropped because it did not read fast enough.
    public void slowConsumer() {
        slowConsumers.increment();
    }

    public Snapshot snapshot() {
        return new Snapshot(
                receivedMessages.sum(), receivedBytes.sum(), sentMessages.sum(), sentBytes.sum(), slowConsumers.sum());
    }

    public record Snapshot(
            long receivedMessages, long receivedBytes, long sentMessages, long sentBytes, long slowConsumers) {}
}
