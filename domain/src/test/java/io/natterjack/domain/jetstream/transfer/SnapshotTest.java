package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A stream that goes over the wire is the same on the other side, or it is refused.
class SnapshotTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final StoredStream source = create("source");
    private final StoredStream target = create("target");

    private StoredStream create(String name) {
        return storage.create(new StreamKey("A", name), StreamOptions.DEFAULT, new byte[0], new StorageListener() {
            @Override
            public void durable(long ticket) {}

            @Override
            public void frozen(String why) {}
        });
    }

    private void fill(int messages, Random random) {
        for (int sequence = 1; sequence <= messages; sequence++) {
            byte[] subject = ("s." + random.nextInt(10)).getBytes(UTF_8);
            byte[] payload = new byte[random.nextInt(3_000)];
            random.nextBytes(payload);
            source.log()
                    .append(
                            new StoredMessage()
                                    .at(sequence, 1_000L * sequence, sequence % 7 == 0 ? StoredMessage.MARKED : 0)
                                    .subject(subject, 0, subject.length)
                                    .payload(payload, 0, Math.min(payload.length, 16), payload.length),
                            false);
        }
        source.log().remove(2, false);
        source.log().remove(messages, false);
        source.consumers().define("C", "definition".getBytes(UTF_8));
        source.consumers().save("C", "state".getBytes(UTF_8), 0, 5);
        source.consumers().define("D", "other".getBytes(UTF_8));
    }

    private byte[] snapshot(int chunkBytes) {
        StreamState state = new StreamState();
        source.log().state(state);
        SnapshotSource snapshot = new SnapshotSource(state, source.reader(), source.consumers(), true, 42);
        GrowingBytes all = new GrowingBytes();
        byte[] chunk = new byte[chunkBytes];
        int length;
        do {
            length = snapshot.read(chunk);
            all.add(chunk, 0, length);
        } while (length == chunkBytes);
        return Arrays.copyOfRange(all.bytes(), all.from(), all.from() + all.length());
    }

    private void restore(byte[] snapshot, int pieceBytes) {
        SnapshotSink sink = new SnapshotSink(target);
        for (int from = 0; from < snapshot.length; from += pieceBytes) {
            sink.feed(snapshot, from, Math.min(pieceBytes, snapshot.length - from));
        }
        sink.end();
        assertEquals(42, sink.createdNanos());
        assertEquals(snapshot.length, sink.bytes());
    }

    private static List<String> messages(StoredStream stream) {
        List<String> messages = new ArrayList<>();
        StoredMessage message = new StoredMessage();
        for (long next = 1; stream.reader().next(SubjectFilter.ALL, next, message); next = message.sequence() + 1) {
            int from = message.payloadFrom();
            byte[] payload = Arrays.copyOfRange(message.payload(), from, from + message.payloadLength());
            String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
            messages.add(message.sequence() + " " + message.timeNanos() + " " + message.flags() + " " + subject + " "
                    + message.headerLength() + " " + Arrays.hashCode(payload));
        }
        return messages;
    }

    @Test
    void aStreamComesBackAsItWas() {
        fill(500, new Random(7));
        restore(snapshot(128 << 10), 128 << 10);
        assertEquals(messages(source), messages(target));
        StreamState was = new StreamState();
        StreamState is = new StreamState();
        source.log().state(was);
        target.log().state(is);
        assertEquals(was.lastSequence(), is.lastSequence());
        assertEquals(was.lastTimeNanos(), is.lastTimeNanos());
        assertEquals(was.firstSequence(), is.firstSequence());
        assertArrayEquals("definition".getBytes(UTF_8), target.consumers().definition("C"));
        assertArrayEquals("state".getBytes(UTF_8), target.consumers().state("C"));
        assertEquals(2, target.consumers().names().size());
    }

    @Test
    void piecesMayBeOfAnySize() {
        fill(100, new Random(8));
        restore(snapshot(1_024), 7);
        assertEquals(messages(source), messages(target));
    }

    @Test
    void anEmptyStreamComesBackEmpty() {
        restore(snapshot(1_024), 1_024);
        assertEquals(List.of(), messages(target));
    }

    @Test
    void whatIsCutShortIsRefused() {
        fill(50, new Random(9));
        byte[] whole = snapshot(1_024);
        SnapshotException e =
                assertThrows(SnapshotException.class, () -> restore(Arrays.copyOf(whole, whole.length - 1), 1_024));
        assertEquals("unexpected EOF", e.getMessage());
    }

    @Test
    void aFlippedBitIsFound() {
        fill(50, new Random(10));
        byte[] whole = snapshot(1_024);
        whole[whole.length / 2] ^= 1;
        assertEquals(
                "checksum mismatch",
                assertThrows(SnapshotException.class, () -> restore(whole, 1_024))
                        .getMessage());
    }

    @Test
    void aSnapshotOfAnotherServerIsRefused() {
        byte[] compressed = {(byte) 0xff, 6, 0, 0, 'S', '2', 's', 'T', 'w', 'O', 0, 5, 0, 0, 1, 2, 3, 4, 5};
        SnapshotException e = assertThrows(SnapshotException.class, () -> restore(compressed, 100));
        assertTrue(String.valueOf(e.getMessage()).startsWith("not a snapshot of this server"));
    }
}
