package io.natterjack.domain.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import org.junit.jupiter.api.Test;

/// What happens to messages for which there is no memory.
final class FullMemoryTest {
    private static final byte[] SUBJECT = {'s'};
    private static final byte[] PAYLOAD = new byte[1000];

    private static final StorageListener NOBODY = new StorageListener() {
        @Override
        public void durable(long ticket) {}

        @Override
        public void frozen(String why) {
            throw new IllegalStateException(why);
        }
    };

    private boolean full;
    private final StoredStream stream =
            new MemoryStorage(() -> full).create(new StreamKey("A", "S"), StreamOptions.DEFAULT, new byte[0], NOBODY);
    private long sequence;

    private void append(boolean more) {
        stream.log()
                .append(
                        new StoredMessage()
                                .at(sequence + 1, 1, 0)
                                .subject(SUBJECT, 0, 1)
                                .payload(PAYLOAD, 0, 0, PAYLOAD.length),
                        more);
        sequence++;
    }

    private long messages() {
        StreamState state = new StreamState();
        stream.log().state(state);
        return state.messages();
    }

    private void appendUntilRefused() {
        assertThrows(StorageFullException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                append(false);
            }
        });
    }

    @Test
    void messagesAreRefusedSoonAndNothingIsLost() {
        append(false);
        full = true;
        appendUntilRefused();
        assertEquals(sequence, messages());
        assertThrows(StorageFullException.class, () -> append(false), "and the next one is");
    }

    @Test
    void theyAreTakenAgainWhenThereIsRoom() {
        full = true;
        appendUntilRefused();
        full = false;
        append(false);
        assertEquals(sequence, messages());
    }

    @Test
    void aUnitThatHasBegunIsCompleted() {
        append(true);
        full = true;
        for (int i = 0; i < 1000; i++) {
            append(true);
        }
        append(false);
        assertEquals(1002, messages());
        assertThrows(StorageFullException.class, () -> append(false));
    }
}
