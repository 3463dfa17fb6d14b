package io.natterjack.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamLimits;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What publishers are told by a stream whose storage is slow, full or broken.
final class BrittleStorageTest {
    private final TestAccount account = new TestAccount();
    private final BrittleStream stored = new BrittleStream(account);
    private final Stream stream = new Stream(
            account,
            "",
            StreamConfig.named("S")
                    .subjects("s.>")
                    .limits(StreamLimits.NONE.withMessagesMax(2))
                    .features(features -> features.withAtomicPublish(true))
                    .build(),
            stored);

    @Test
    void anAcknowledgementWaitsUntilItsMessageIsSafe() {
        stored.slow();
        assertEquals("", account.ask(stream, "s.a", "1"));
        assertEquals("", account.ask(stream, "s.a", "2"));
        stream.durable(stream.lastTicket() - 1);
        assertEquals(1, account.sent().size());
        stream.durable(stream.lastTicket());
        assertEquals("{\"stream\":\"S\",\"seq\":2}", account.sent().getLast().body());
        assertEquals(2, account.sent().size());
    }

    @Test
    void aFullStorageRefusesAndGoesOnWhenThereIsRoom() {
        account.ask(stream, "s.a", "1");
        stored.full(true);
        assertTrue(account.ask(stream, "s.a", "2", "Nats-Msg-Id", "m").contains("\"err_code\":10023"));
        assertTrue(account.ask(
                        stream, "s.a", "2", "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1", "Nats-Batch-Commit", "1")
                .contains("\"err_code\":10023"));
        assertEquals(1, stream.state().messages());
        assertEquals(List.of("S", "S"), account.outOfStorage());
        stored.full(false);
        assertEquals("{\"stream\":\"S\",\"seq\":2}", account.ask(stream, "s.a", "2", "Nats-Msg-Id", "m"));
    }

    @Test
    void aBrokenStorageAcknowledgesNothingAndCanBeRead() {
        account.ask(stream, "s.a", "1");
        account.ask(stream, "s.a", "2");
        stored.breakDown();
        assertTrue(account.ask(stream, "s.a", "3").contains("\"err_code\":10077"));
        assertThrows(StorageException.class, () -> stream.delete(1, false));
        assertThrows(StorageException.class, () -> stream.purge(SubjectFilter.ALL, 0, 0));
        assertThrows(StorageException.class, () -> stream.purge(SubjectFilter.ALL, 0, 1));
        assertThrows(StorageException.class, () -> stream.purge(SubjectFilter.of("s.a"), 0, 0));
        stream.endPass();
        assertEquals(2, stream.state().messages());
    }

    @Test
    void whatWaitsWhenAStorageBreaksIsNeverAnswered() {
        stored.slow();
        account.ask(stream, "s.a", "1");
        stored.breakDown();
        stream.frozen("the disk is gone");
        stream.durable(Long.MAX_VALUE - 1);
        assertTrue(account.sent().isEmpty());
    }
}
