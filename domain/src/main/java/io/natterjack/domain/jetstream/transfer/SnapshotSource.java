package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayDeque;
import java.util.Deque;

/// A stream as bytes, read piece by piece while the stream goes on: [Entry#MAGIC], its messages up to the last of the
/// moment at which it began, its consumers, and [Entry#END].
///
/// Confined to the shard.
final class SnapshotSource {
    private static final int BLOCK = 1 << 16;

    private final MessageReader reader;
    private final ConsumerStore consumers;
    private final StoredMessage window = new StoredMessage();
    private final GrowingBytes content = new GrowingBytes();
    private final GrowingBytes framed = new GrowingBytes();
    private final Deque<String> names;
    private final long last;
    private final long lastNanos;
    private long next;
    private boolean over;

    /// @param state        · what is in it now
    /// @param createdNanos · when it was made, since 1970
    SnapshotSource(
            StreamState state,
            MessageReader reader,
            ConsumerStore consumers,
            boolean withConsumers,
            long createdNanos) {
        this.reader = reader;
        this.consumers = consumers;
        this.last = state.lastSequence();
        this.lastNanos = state.lastTimeNanos();
        this.next = state.firstSequence();
        this.names = withConsumers ? new ArrayDeque<>(consumers.names()) : new ArrayDeque<>();
        S2Frames.begin(framed);
        content.add(Entry.MAGIC, 0, Entry.MAGIC.length)
                .add(Entry.STREAM)
                .addInt(Long.BYTES)
                .addLong(createdNanos);
    }

    /// Fills an array, and less of it only at the end.
    ///
    /// @return how much
    int read(byte[] chunk) {
        while (framed.length() < chunk.length && !over) {
            produce();
        }
        int length = Math.min(chunk.length, framed.length());
        System.arraycopy(framed.bytes(), framed.from(), chunk, 0, length);
        framed.drop(length);
        return length;
    }

    private void produce() {
        while (content.length() < BLOCK && !over) {
            if (next <= last && reader.next(SubjectFilter.ALL, next, window) && window.sequence() <= last) {
                next = window.sequence() + 1;
                message();
            } else if (!names.isEmpty()) {
                next = last + 1;
                consumer(names.remove());
            } else {
                content.add(Entry.END).addInt(2 * Long.BYTES).addLong(last).addLong(lastNanos);
                over = true;
            }
        }
        S2Frames.move(content, framed);
    }

    private void message() {
        int subject = window.subjectLength();
        content.add(Entry.MESSAGE)
                .addInt(Entry.MESSAGE_HEAD + subject + window.payloadLength())
                .addLong(window.sequence())
                .addLong(window.timeNanos())
                .addInt(window.flags())
                .addInt(subject)
                .addInt(window.headerLength())
                .add(window.subject(), window.subjectFrom(), subject)
                .add(window.payload(), window.payloadFrom(), window.payloadLength());
    }

    private void consumer(String consumer) {
        byte[] name = consumer.getBytes(UTF_8);
        byte[] definition = consumers.definition(consumer);
        byte[] state = consumers.state(consumer);
        if (definition != null) {
            int stateLength = state == null ? 0 : state.length;
            content.add(Entry.CONSUMER)
                    .addInt(8 + name.length + definition.length + stateLength)
                    .addInt(name.length)
                    .addInt(definition.length)
                    .add(name, 0, name.length)
                    .add(definition, 0, definition.length);
            if (state != null) {
                content.add(state, 0, stateLength);
            }
        }
    }
}
