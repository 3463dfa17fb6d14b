package io.natterjack.domain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is remembered of clients that have gone: little enough to remember ten thousand of them.
final class GoneClientsTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    @Test
    void neitherConnectionNorUnfinishedBytesAreRemembered() {
        TestBroker broker = new TestBroker();

        List<WeakReference<Object>> held = visit(broker);

        assertEquals(1, broker.broker().sessions().closed().all().size());
        held.forEach(GoneClientsTest::assertCollected);
    }

    @Test
    void whatWasSentIsStillKnown() {
        TestBroker broker = new TestBroker();
        TestClient ann = broker.client().says("SUB a 1\r\nPUB a 2\r\nhi\r\n");
        ann.leaves();

        ClosedSession gone = broker.broker().sessions().closed().all().getFirst();

        assertEquals(1, gone.traffic().messages());
        assertEquals(gone.traffic(), gone.session().connection().traffic());
    }

    /// In a method of its own, so that nothing of the client is left on the stack.
    private static List<WeakReference<Object>> visit(TestBroker broker) {
        TestClient client = broker.client().says("SUB a 1\r\nPUB a 100000\r\nhalf of what was announced");
        client.leaves();
        return List.of(new WeakReference<>(client.handler()), new WeakReference<>(client.connection()));
    }

    private static void assertCollected(WeakReference<Object> reference) {
        long begunNanos = System.nanoTime();
        while (reference.get() != null && System.nanoTime() - begunNanos < PATIENCE_NANOS) {
            System.gc();
        }
        assertNull(reference.get());
    }
}
