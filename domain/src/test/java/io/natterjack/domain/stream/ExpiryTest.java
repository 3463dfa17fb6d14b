package io.natterjack.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Messages that go by themselves, and messages that come by themselves.
final class ExpiryTest {
    private static final long SECOND = TestAccount.SECOND;

    private final TestAccount account = new TestAccount();

    private Stream stream(UnaryOperator<StreamConfigBuilder> changes) {
        return account.create(
                changes.apply(StreamConfig.named("S").subjects("s.>")).build());
    }

    private static String headers(Stream stream, long sequence) {
        StoredMessage message = new StoredMessage();
        assertTrue(stream.reader().read(sequence, message), "there is a message " + sequence);
        return new String(message.payload(), message.payloadFrom(), message.headerLength(), StandardCharsets.UTF_8);
    }

    @Test
    void messagesGoWhenTheyAreTooOld() {
        Stream stream = stream(config -> config.limits(limits -> limits.withAgeNanosMax(10 * SECOND)));
        account.ask(stream, "s.a", "1");
        account.pass(6 * SECOND);
        account.ask(stream, "s.a", "2");
        account.pass(5 * SECOND);
        assertEquals(2, stream.state().firstSequence());
        account.pass(6 * SECOND);
        assertEquals(0, stream.state().messages());
        assertEquals(2, stream.state().lastSequence());
    }

    @Test
    void messagesLiveAsLongAsTheirPublisherSaysAlsoAcrossARestart() {
        Stream stream = stream(config -> config.limits(limits -> limits.withAgeNanosMax(10 * SECOND))
                .features(features -> features.withMessageTtl(true)));
        account.ask(stream, "s.a", "1", "Nats-TTL", "2");
        account.ask(stream, "s.a", "2", "Nats-TTL", "1m");
        account.ask(stream, "s.a", "3", "Nats-TTL", "never");
        account.ask(stream, "s.a", "4");
        stream = account.restart(stream);
        account.pass(3 * SECOND);
        assertEquals(2, stream.state().firstSequence());
        account.pass(60 * SECOND);
        assertEquals(1, stream.state().messages());
        assertEquals(3, stream.state().firstSequence());
    }

    @Test
    void messagesThatLiveForEverAreLookedAtOnce() {
        StreamConfig config = StreamConfig.named("S")
                .subjects("s.>")
                .limits(limits -> limits.withAgeNanosMax(10 * SECOND))
                .features(features -> features.withMessageTtl(true))
                .build();
        BrittleStream stored = new BrittleStream(account);
        Stream stream = new Stream(account, "", config, stored);
        int staying = 5_000;
        for (int at = 0; at < staying; at++) {
            account.ask(stream, "s.a", "x", "Nats-TTL", "never");
        }
        account.pass(20 * SECOND);
        long before = stored.searches();

        for (int at = 0; at < 20; at++) {
            account.ask(stream, "s.a", "x");
            account.pass(SECOND);
        }

        assertTrue(stream.state().messages() < staying + 20, "some are gone");
        assertTrue(stored.searches() - before < 100, () -> stored.searches() - before + " searches");
    }

    @Test
    void messagesThatLiveForEverLetThoseBehindThemGoAlsoAcrossAChange() {
        Stream stream = stream(config -> config.limits(limits -> limits.withAgeNanosMax(10 * SECOND))
                .features(features -> features.withMessageTtl(true)));
        for (int at = 0; at < 2_500; at++) {
            account.ask(stream, "s.a", "x", "Nats-TTL", "never");
            account.ask(stream, "s.a", "x");
        }
        account.pass(11 * SECOND);
        assertEquals(2_500, stream.state().messages());
        account.ask(stream, "s.a", "x");
        stream = account.restart(stream);
        account.pass(11 * SECOND);
        assertEquals(2_500, stream.state().messages());
    }

    @Test
    void timesToLiveThatMakeNoSenseOrAreNotAllowedAreRefused() {
        Stream stream = stream(config -> config.features(features -> features.withMessageTtl(true)));
        for (String bad : new String[] {"500ms", "-1", "soon", "0"}) {
            assertTrue(account.ask(stream, "s.a", "x", "Nats-TTL", bad).contains("10165"), bad);
        }
        Stream plain = account.create(StreamConfig.named("T").subjects("t").build());
        assertTrue(account.ask(plain, "t", "x", "Nats-TTL", "5").contains("10166"));
    }

    @Test
    void theLastMessageOfASubjectLeavesAMarker() {
        Stream stream = stream(config -> config.limits(limits -> limits.withAgeNanosMax(10 * SECOND))
                .access(access -> access.withRollup(true))
                .features(features -> features.withMessageTtl(true).withSubjectDeleteMarkerTtlNanos(90 * SECOND)));
        account.ask(stream, "s.a", "1");
        account.ask(stream, "s.a", "2");
        account.pass(11 * SECOND);
        assertEquals(1, stream.state().messages());
        assertEquals(
                "NATS/1.0\r\nNats-Marker-Reason: MaxAge\r\nNats-TTL: 1m30s\r\nNats-Rollup: sub\r\n\r\n",
                headers(stream, 3));
        account.pass(91 * SECOND);
        assertEquals(0, stream.state().messages());
    }

    @Test
    void aScheduledMessageComesOnceAndItsScheduleGoes() {
        Stream stream = stream(config -> config.access(access -> access.withRollup(true))
                .features(features -> features.withSchedules(true).withMessageTtl(true)));
        String answer = account.ask(
                stream,
                "s.plan",
                "ready",
                "Nats-Schedule",
                "@at 2027-01-15T08:00:05Z",
                "Nats-Schedule-Target",
                "s.now",
                "Nats-Schedule-TTL",
                "5m",
                "X",
                "y");
        assertEquals("{\"stream\":\"S\",\"seq\":1}", answer);
        account.pass(4 * SECOND);
        assertEquals(1, stream.state().lastSequence());
        stream = account.restart(stream);
        account.pass(2 * SECOND);
        assertEquals(1, stream.state().messages());
        assertEquals(
                "NATS/1.0\r\nX: y\r\nNats-Scheduler: s.plan\r\nNats-Schedule-Next: purge\r\nNats-TTL: 5m\r\n\r\n",
                headers(stream, 2));
    }

    @Test
    void aRepeatingScheduleComesAgainAndAgainUntilItIsReplaced() {
        Stream stream = stream(config ->
                config.access(access -> access.withRollup(true)).features(features -> features.withSchedules(true)));
        account.ask(stream, "s.plan", "tick", "Nats-Schedule", "@every 2s", "Nats-Schedule-Target", "s.now");
        account.pass(7 * SECOND);
        assertEquals(4, stream.state().lastSequence());
        assertTrue(headers(stream, 4).contains("Nats-Schedule-Next: 2027-01-15T08:00:08Z\r\n"), headers(stream, 4));
        account.ask(stream, "s.plan", "over");
        account.pass(10 * SECOND);
        assertEquals(5, stream.state().lastSequence());
    }

    @Test
    void schedulesThatMakeNoSenseAreRefused() {
        Stream stream = stream(config ->
                config.access(access -> access.withRollup(true)).features(features -> features.withSchedules(true)));
        String at = "@at 2030-01-01T00:00:00Z";
        assertTrue(schedule(stream, "soon", "s.now").contains("10189"));
        assertTrue(schedule(stream, "@every 10ms", "s.now").contains("10189"));
        assertTrue(schedule(stream, "0 0 31 2 *", "s.now").contains("10189"));
        assertTrue(schedule(stream, "0 0 0 31 2 *", "s.now").contains("10189"));
        assertTrue(schedule(stream, at, "s.plan").contains("10190"));
        assertTrue(schedule(stream, at, "elsewhere").contains("10190"));
        assertTrue(account.ask(stream, "s.a", "x", "Nats-Scheduler", "s.plan").contains("10212"));
        Stream plain = account.create(StreamConfig.named("T").subjects("t.>").build());
        assertTrue(schedule(plain, at, "t.a").contains("10188"));
    }

    private String schedule(Stream stream, String pattern, String target) {
        return account.ask(stream, "s.plan", "x", "Nats-Schedule", pattern, "Nats-Schedule-Target", target);
    }
}
