package io.natterjack.domain.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.FlushList;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.ports.contract.ManualLane;
import io.natterjack.ports.contract.RecordedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What lanes leave for a shard, and when it works.
final class ShardTest {
    private static final int BYTES_MAX = 1_000;
    private static final int MESSAGES_MAX = 8;

    private final ManualLane thread = new ManualLane();
    private final Shard shard = new Shard(
            new LaneScope(thread, new SplittableRandom(1)),
            new Surroundings(
                    thread, () -> Instant.EPOCH.plusNanos(thread.nanoTime()), task -> false, new RecordedLog()),
            new Inbox(BYTES_MAX, MESSAGES_MAX));
    private final FlushList lanePass = new FlushList();
    private final Delivery window = new Delivery(lanePass);
    private final List<String> received = new ArrayList<>();
    private final Inlet inlet = new Inlet(shard, message -> received.add(describe(message)));
    private final Subscription subscription = new Subscription(inlet, "s.>", null, new byte[] {'1'}, false);

    private static String describe(Inbound message) {
        String subject = text(message.bytes(), message.subjectFrom(), message.subjectTo());
        String reply = text(message.bytes(), message.replyFrom(), message.replyTo());
        String body = text(message.bytes(), message.bodyFrom(), message.bodyTo());
        return subject + " " + reply + " " + body + (message.refused() ? " refused" : "");
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    private boolean delivers(String subject, String reply, String body) {
        byte[] subjectBytes = subject.getBytes(UTF_8);
        byte[] replyBytes = reply.getBytes(UTF_8);
        byte[] bodyBytes = (body + "\r\n").getBytes(UTF_8);
        window.message(subjectBytes, 0, subjectBytes.length, bodyBytes, 0, 0, bodyBytes.length - 2)
                .reply(replyBytes, 0, replyBytes.length);
        boolean taken = inlet.deliver(subscription, window);
        java.util.Arrays.fill(bodyBytes, (byte) '#');
        return taken;
    }

    @Test
    void sleepsUntilThePassEnds() {
        delivers("s.1", "r", "one");
        delivers("s.2", "", "two");
        assertEquals(0, thread.runAll());

        lanePass.flush();

        assertEquals(1, thread.runAll());
        assertEquals(List.of("s.1 r one", "s.2  two"), received);
    }

    @Test
    void asksPublishersToPauseBeforeItIsFull() {
        delivers("s", "", "x".repeat(700));
        assertFalse(window.congested());

        assertTrue(delivers("s", "", "x".repeat(100)));

        assertTrue(window.congested());
    }

    @Test
    void takesTheAddressOfWhatDoesNotFit() {
        delivers("s.1", "r1", "x".repeat(900));

        assertTrue(delivers("s.2", "r2", "y".repeat(200)));

        lanePass.flush();
        thread.runAll();
        assertEquals("s.2 r2  refused", received.getLast());
    }

    @Test
    void takesNothingWithoutEnd() {
        for (int i = 0; i < MESSAGES_MAX + MESSAGES_MAX / 4; i++) {
            assertTrue(delivers("s", "r", ""));
        }

        assertFalse(delivers("s", "r", ""));
    }

    @Test
    void takesAgainWhenItHasWorked() {
        delivers("s", "r", "x".repeat(900));
        lanePass.flush();
        thread.runAll();

        delivers("s", "r", "y".repeat(500));
        lanePass.flush();
        thread.runAll();

        assertFalse(window.congested());
        assertEquals("s r " + "y".repeat(500), received.getLast());
    }

    @Test
    void comesBackWhenSomethingIsDue() {
        List<Long> ran = new ArrayList<>();
        shard.execute(() -> shard.agenda().at(shard.nowNanos() + 5_000, () -> ran.add(shard.nowNanos())));

        thread.advance(4_999);
        assertEquals(List.of(), ran);
        thread.advance(1);

        assertEquals(List.of(5_000L), ran);
    }

    @Test
    void letsTenantsWorkUntilNothingIsLeft() {
        int[] left = {3};
        shard.add(() -> --left[0] > 0);

        shard.wake();
        thread.runAll();

        assertEquals(0, left[0]);
    }

    @Test
    void losesOneMessageToADefectAndNoOther() {
        Inlet broken = new Inlet(shard, message -> {
            throw new IllegalStateException("broken");
        });
        window.message(new byte[] {'x'}, 0, 1, new byte[] {'\r', '\n'}, 0, 0, 0);
        broken.deliver(subscription, window);
        delivers("s.1", "r", "one");

        lanePass.flush();
        thread.runAll();
        lanePass.flush();
        thread.runAll();

        assertEquals(List.of("s.1 r one"), received);
    }

    @Test
    void runsWhatIsDueBehindATaskThatFails() {
        List<String> ran = new ArrayList<>();
        shard.execute(() -> {
            shard.agenda().at(1, () -> {
                throw new IllegalStateException("broken");
            });
            shard.agenda().at(2, () -> ran.add("second"));
        });

        thread.advance(10);

        assertEquals(List.of("second"), ran);
    }

    @Test
    void hearsASignalOnce() {
        List<String> heard = new ArrayList<>();
        Signal signal = new Signal(shard, () -> heard.add("x"));
        signal.wake();
        signal.wake();
        thread.runAll();
        assertEquals(1, heard.size());

        signal.wake();
        thread.runAll();

        assertEquals(2, heard.size());
    }
}
