package io.natterjack.domain.account;

import java.util.concurrent.atomic.LongAdder;

/// What clients of an account have moved that are gone, for `/accstatz`. What those who are still here have moved is
/// counted with their connections, so that a message costs nothing more.
///
/// **Threading.** Any thread.
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

    /// Figures of one moment.
    ///
    /// @param slowConsumers · clients dropped because they did not read fast enough
    public record Snapshot(
            long receivedMessages, long receivedBytes, long sentMessages, long sentBytes, long slowConsumers) {
        public static final Snapshot NONE = new Snapshot(0, 0, 0, 0, 0);

        public Snapshot plus(Snapshot other) {
            return new Snapshot(
                    receivedMessages + other.receivedMessages,
                    receivedBytes + other.receivedBytes,
                    sentMessages + other.sentMessages,
                    sentBytes + other.sentBytes,
                    slowConsumers + other.slowConsumers);
        }
    }
}
