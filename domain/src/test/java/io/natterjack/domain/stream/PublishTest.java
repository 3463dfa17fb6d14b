package io.natterjack.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import io.natterjack.domain.stream.config.TransformConfig;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What publishers are told, byte for byte as the reference says it.
final class PublishTest {
    private final TestAccount account = new TestAccount();

    private Stream stream(UnaryOperator<StreamConfigBuilder> changes) {
        return account.create(
                changes.apply(StreamConfig.named("S").subjects("s.>")).build());
    }

    private static String refused(int code, int errCode, String description) {
        return "{\"error\":{\"code\":" + code + ",\"err_code\":" + errCode + ",\"description\":\"" + description
                + "\"},\"stream\":\"S\",\"seq\":0}";
    }

    @Test
    void aMessageThatOnlyAsksForItsWayIsNotStored() {
        Stream stream = account.create(StreamConfig.named("T").subjects("t").build());
        assertEquals("", account.ask(stream, "t", "x", "Nats-Trace-Dest", "d", "Nats-Trace-Only", "true"));
        assertEquals(0, stream.state().lastSequence());
        account.ask(stream, "t", "x", "Nats-Trace-Dest", "d");
        assertEquals(1, stream.state().lastSequence());
    }

    @Test
    void storedMessagesAreAcknowledgedWithTheirSequence() {
        Stream stream = stream(config -> config);
        assertEquals("{\"stream\":\"S\",\"seq\":1}", account.ask(stream, "s.a", "one"));
        assertEquals("{\"stream\":\"S\",\"seq\":2}", account.ask(stream, "s.a", "two"));
        assertEquals(2, stream.state().messages());
    }

    @Test
    void nobodyIsAnsweredWithoutReplyOrUnderNoAck() {
        Stream stream = stream(config -> config);
        stream.publish(TestAccount.message("s.a", "x"));
        stream.endPass();
        assertTrue(account.sent().isEmpty());
        assertEquals(1, stream.state().lastSequence());
        Stream silent =
                account.create(StreamConfig.named("T").subjects("t").noAck(true).build());
        assertEquals("", account.ask(silent, "t", "x"));
        assertEquals(1, silent.state().lastSequence());
    }

    @Test
    void theSameIdIsStoredOnceWithinTheWindowAlsoAcrossARestart() {
        Stream stream = stream(config -> config.duplicateWindowNanos(10 * TestAccount.SECOND));
        account.ask(stream, "s.a", "one", "Nats-Msg-Id", "m1");
        String duplicate = "{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}";
        assertEquals(duplicate, account.ask(stream, "s.b", "two", "Nats-Msg-Id", "m1"));
        stream = account.restart(stream);
        assertEquals(duplicate, account.ask(stream, "s.b", "two", "Nats-Msg-Id", "m1"));
        account.pass(10 * TestAccount.SECOND);
        assertEquals("{\"stream\":\"S\",\"seq\":2}", account.ask(stream, "s.b", "two", "Nats-Msg-Id", "m1"));
    }

    @Test
    void expectationsThatDoNotHoldAreAnsweredWithWhatIs() {
        Stream stream = stream(config -> config);
        account.ask(stream, "s.a", "one", "Nats-Msg-Id", "m1");
        account.ask(stream, "s.b", "two", "Nats-Msg-Id", "m2");
        assertEquals(
                refused(400, 10060, "expected stream does not match"),
                account.ask(stream, "s.a", "x", "Nats-Expected-Stream", "T"));
        assertEquals(
                refused(400, 10071, "wrong last sequence: 2"),
                account.ask(stream, "s.a", "x", "Nats-Expected-Last-Sequence", "1"));
        assertEquals(
                refused(400, 10071, "wrong last sequence: 1"),
                account.ask(stream, "s.a", "x", "Nats-Expected-Last-Subject-Sequence", "0"));
        assertEquals(
                refused(400, 10071, "wrong last sequence: 0"),
                account.ask(stream, "s.c", "x", "Nats-Expected-Last-Subject-Sequence", "7"));
        assertEquals(
                refused(400, 10070, "wrong last msg ID: m2"),
                account.ask(stream, "s.a", "x", "Nats-Expected-Last-Msg-Id", "m1"));
        assertEquals(
                refused(400, 10193, "missing sequence for expected last sequence per subject"),
                account.ask(stream, "s.a", "x", "Nats-Expected-Last-Subject-Sequence-Subject", "s.>"));
        assertEquals(
                "{\"stream\":\"S\",\"seq\":3}",
                account.ask(
                        stream,
                        "s.a",
                        "x",
                        "Nats-Expected-Last-Sequence",
                        "2",
                        "Nats-Expected-Last-Subject-Sequence",
                        "2",
                        "Nats-Expected-Last-Subject-Sequence-Subject",
                        "s.*",
                        "Nats-Expected-Last-Msg-Id",
                        "m2",
                        "Nats-Expected-Stream",
                        "S"));
    }

    @Test
    void messagesThatAreTooLargeAreRefused() {
        Stream stream = stream(config -> config.limits(limits -> limits.withMessageBytesMax(10)));
        assertEquals(
                refused(400, 10054, "message size exceeds maximum allowed"), account.ask(stream, "s.a", "12345678901"));
        assertEquals("{\"stream\":\"S\",\"seq\":1}", account.ask(stream, "s.a", "1234567890"));
        Stream other = account.create(StreamConfig.named("T").subjects("t").build());
        assertTrue(account.ask(other, "t", "", "X", "y".repeat(65_536)).contains("\"err_code\":10097"));
    }

    @Test
    void aFullStreamThatDiscardsNewSaysWhatIsFull() {
        Stream stream = stream(config -> config.discard(DiscardPolicy.NEW)
                .discardNewPerSubject(true)
                .limits(limits -> limits.withMessagesMax(2).withMessagesPerSubjectMax(1)));
        account.ask(stream, "s.a", "one");
        assertEquals(refused(503, 10077, "maximum messages per subject exceeded"), account.ask(stream, "s.a", "again"));
        account.ask(stream, "s.b", "two");
        assertEquals(refused(503, 10077, "maximum messages exceeded"), account.ask(stream, "s.c", "three"));
        stream.delete(1, false);
        assertEquals("{\"stream\":\"S\",\"seq\":3}", account.ask(stream, "s.c", "three"));
    }

    @Test
    void aFullStreamLetsTheOldestGo() {
        Stream stream = stream(
                config -> config.limits(limits -> limits.withMessagesMax(3).withMessagesPerSubjectMax(2)));
        for (String subject : new String[] {"s.a", "s.a", "s.b", "s.a", "s.c"}) {
            account.ask(stream, subject, "x");
        }
        assertEquals(3, stream.state().messages());
        assertEquals(3, stream.state().firstSequence());
        assertEquals(5, stream.state().lastSequence());
    }

    /// A client that is not pedantic may publish to a subject with wildcards.
    @Test
    void rollupOfWildcardReplacesAllThatMatches() {
        Stream stream = stream(config -> config.access(access -> access.withRollup(true)));
        account.ask(stream, "s.a", "1");
        account.ask(stream, "s.b.c", "2");
        account.ask(stream, "s.b", "3");
        account.ask(stream, "s.*", "4", "Nats-Rollup", "sub");
        assertEquals(2, stream.state().messages());
        assertEquals(2, stream.state().firstSequence());
    }

    @Test
    void rollupsReplaceWhatWasBefore() {
        Stream stream = stream(config -> config.access(access -> access.withRollup(true)));
        account.ask(stream, "s.a", "1");
        account.ask(stream, "s.b", "2");
        account.ask(stream, "s.a", "3", "Nats-Rollup", "sub");
        assertEquals(2, stream.state().messages());
        assertEquals(2, stream.state().firstSequence());
        account.ask(stream, "s.a", "4", "Nats-Rollup", "all");
        assertEquals(1, stream.state().messages());
        assertEquals(
                refused(500, 10111, "rollup value invalid: \\\"some\\\""),
                account.ask(stream, "s.a", "5", "Nats-Rollup", "some"));
    }

    @Test
    void rollupsThatAreNotAllowedAreRefused() {
        Stream stream = stream(config -> config);
        assertEquals(
                refused(500, 10111, "rollup not permitted"), account.ask(stream, "s.a", "x", "Nats-Rollup", "sub"));
    }

    @Test
    void countersAreAddedTo() {
        Stream stream = stream(config -> config.features(features -> features.withCounters(true)));
        assertEquals("{\"stream\":\"S\",\"seq\":1,\"val\":\"3\"}", account.ask(stream, "s.a", "", "Nats-Incr", "+3"));
        String large = "123456789012345678901234567890";
        assertEquals(
                "{\"stream\":\"S\",\"seq\":2,\"val\":\"123456789012345678901234567893\"}",
                account.ask(stream, "s.a", "", "Nats-Incr", large));
        assertEquals("{\"stream\":\"S\",\"seq\":3,\"val\":\"-1\"}", account.ask(stream, "s.b", "", "Nats-Incr", "-1"));
        assertEquals(refused(400, 10169, "message counter increment is missing"), account.ask(stream, "s.a", ""));
        assertEquals(
                refused(400, 10171, "message counter increment is invalid"),
                account.ask(stream, "s.a", "", "Nats-Incr", "many"));
        assertEquals(
                refused(400, 10170, "message counter has payload"), account.ask(stream, "s.a", "x", "Nats-Incr", "1"));
    }

    /// Digits of what is added, in the header, and as many in the result. A batch is refused as a whole.
    @ParameterizedTest
    @CsvSource({"450, true", "500, false"})
    void aCounterDoesNotGrowBeyondWhatMayBePublished(int digits, boolean taken) {
        Stream stream = stream(config ->
                config.features(features -> features.withCounters(true).withAtomicPublish(true)));
        account.limitPayload(1_000);
        String number = "1".repeat(digits);

        String alone = account.ask(stream, "s.a", "", "Nats-Incr", number);
        String[] commit = {
            "Nats-Incr", number, "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1", "Nats-Batch-Commit", "1"
        };
        account.limitPayload(1_080);
        String batch = account.ask(stream, "s.b", "", commit);

        String refusal = refused(400, 10054, "message size exceeds maximum allowed");
        assertEquals(taken ? "{\"stream\":\"S\",\"seq\":1,\"val\":\"" + number + "\"}" : refusal, alone);
        assertEquals(taken ? "{\"stream\":\"S\",\"seq\":2,\"batch\":\"b\",\"count\":1}" : refusal, batch);
        assertEquals(taken ? 2 : 0, stream.state().messages());
    }

    @Test
    void whatElseIsWrongComesBeforeAMissingIncrement() {
        Stream stream = stream(config -> config.features(features -> features.withCounters(true)));
        assertEquals(refused(400, 10169, "message counter increment is missing"), account.ask(stream, "s.a", ""));
        assertEquals(
                refused(400, 10060, "expected stream does not match"),
                account.ask(stream, "s.a", "", "Nats-Expected-Stream", "X"));
        assertEquals(
                refused(400, 10166, "per-message TTL is disabled"), account.ask(stream, "s.a", "", "Nats-TTL", "1s"));
        assertEquals(refused(500, 10111, "rollup not permitted"), account.ask(stream, "s.a", "", "Nats-Rollup", "sub"));
    }

    @Test
    void aSealedStreamTakesNothing() {
        Stream stream = stream(config -> config.access(access -> access.withSealed(true)));
        assertEquals(refused(400, 10109, "invalid operation on sealed stream"), account.ask(stream, "s.a", "x"));
    }

    @Test
    void whatTheAccountHasNoRoomForIsRefusedInItsWords() {
        Stream stream = stream(config -> config);
        account.refuse(JetStreamError.ACCOUNT_RESOURCES_EXCEEDED.with());
        assertEquals(refused(400, 10002, "resource limits exceeded for account"), account.ask(stream, "s.a", "x"));
        assertEquals(0, stream.state().lastSequence());
    }

    @Test
    void subjectsAreTransformedAndWhatIsStoredIsPublishedAgain() {
        Stream stream = stream(config -> config.subjectTransform(new TransformConfig("s.*", "in.{{wildcard(1)}}"))
                .republish(new StreamConfig.Republish("in.>", "out.>", false)));
        account.ask(stream, "s.a", "one");
        TestAccount.Sent sent = account.sent().getFirst();
        assertEquals("out.a", sent.subject());
        assertEquals("one", sent.body());
        assertEquals("""
                NATS/1.0
                Nats-Stream: S
                Nats-Subject: in.a
                Nats-Sequence: 1
                Nats-Time-Stamp: 2027-01-15T08:00:00Z
                Nats-Last-Sequence: 0

                """, sent.headers().replace("\r\n", "\n"));
    }
}
