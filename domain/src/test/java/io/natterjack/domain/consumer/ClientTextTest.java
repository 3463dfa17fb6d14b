package io.natterjack.domain.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.ack.AckReply;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.ack.AckVerb;
import io.natterjack.domain.consumer.ack.NakDelay;
import io.natterjack.domain.consumer.pull.PullBody;
import io.natterjack.domain.consumer.pull.PullBodyReader;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients write: pull requests, acknowledgements and their subjects.
final class ClientTextTest {
    private static final String FULL =
            "{\"batch\":7,\"expires\":5000,\"max_bytes\":9,\"no_wait\":true,\"idle_heartbeat\":2,"
                    + "\"group\":\"a\\u0062\",\"min_pending\":3,\"min_ack_pending\":4,\"id\":\"pin\",\"priority\":5}";

    private static PullBody read(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return PullBodyReader.read(bytes, 0, bytes.length);
    }

    @Test
    void aPullRequestSaysAllThis() {
        assertEquals(new PullBody(true, 7, 9, 5000, true, 2, "ab", 3, 4, "pin", 5), read(FULL));
        assertEquals(
                new PullBody(true, 2, 0, 0, false, 0, "", 0, 0, "", 0),
                read(" { \"Batch\" : 2 , \"other\" : [ {\"x\": \"]}\\\"\"}, -1.5e3, null ], \"group\": null } "));
    }

    @ParameterizedTest
    @CsvSource({"'',1", "'  ',1", "10,10", "' 10 ',10", "+5,5", "-5,-5", "abc,1", "1.5,1", "[],1"})
    void anythingElseIsANumberOfMessages(String text, long batch) {
        assertEquals(PullBody.ONE.getClass(), read(text).getClass());
        assertEquals(batch, read(text).batch());
        assertFalse(read(text).options());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | unexpected end of JSON input",
                "{\"batch\" | unexpected end of JSON input",
                "{\"batch\":1 | unexpected end of JSON input",
                "{batch:1} | invalid character 'b' looking for beginning of object key string",
                "{\"batch\":x} | invalid character 'x' looking for beginning of value",
                "{\"batch\":1;} | invalid character ';' after object key:value pair",
                "{\"batch\" 1} | invalid character '1' after object key",
                "{} x | invalid character 'x' after top-level value",
                "{\"batch\":\"1\"} | "
                        + "json: cannot unmarshal string into Go struct field "
                        + "JSApiConsumerGetNextRequest.batch of type int",
                "{\"batch\":1.5} | "
                        + "json: cannot unmarshal number 1.5 into Go struct field "
                        + "JSApiConsumerGetNextRequest.batch of type int",
                "{\"no_wait\":1} | "
                        + "json: cannot unmarshal number into Go struct field "
                        + "JSApiConsumerGetNextRequest.no_wait of type bool",
            })
    void wrongJsonIsToldInTheReferencesWords(String text, String message) {
        assertEquals(
                message,
                assertThrows(InvalidJsonException.class, () -> read(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"delay\": 1500} | 1500",
                "{\"delay\": -3} | 0",
                "{} | 0",
                "1.5s | 1500000000",
                "2h45m | 9900000000000",
                "300ms | 300000000",
                "1us1ns | 1001",
                "0 | 0",
                "'' | -1",
                "soon | -1",
                "{\"delay\": \"x\"} | -1",
                "5 | -1",
            })
    void aRefusalMayBeDelayed(String text, long nanos) {
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(nanos, NakDelay.nanos(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @CsvSource({
        "'',ACK",
        "+ACK,ACK",
        "+OK,ACK",
        "-NAK,NAK",
        "-NAK 5s,NAK",
        "+WPI,PROGRESS",
        "+NXT,NEXT",
        "+NXT 5,NEXT",
        "+TERM,TERM",
        "+TERM why,TERM",
        "+ACK!,UNKNOWN",
        "+WPI x,UNKNOWN",
        "x,UNKNOWN"
    })
    void verbsAreToldApart(String text, AckVerb verb) {
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(verb, AckVerb.of(bytes, 0, bytes.length));
    }

    @Test
    void whatIsWrittenAsAReplyIsReadAsAnAcknowledgement() {
        SplittableRandom random = new SplittableRandom(1);
        AckReply reply = new AckReply("STREAM", "cons");
        AckSubject subject = new AckSubject();
        for (int i = 0; i < 10_000; i++) {
            long sequence = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            long number = random.nextLong() >>> (1 + random.nextInt(62));
            int length = reply.write(1 + i, sequence, number, Stage.START_NANOS, number);
            String text = new String(reply.bytes(), 0, length, UTF_8);
            assertEquals(
                    "$JS.ACK.STREAM.cons." + (1 + i) + "." + sequence + "." + number + "." + Stage.START_NANOS + "."
                            + number,
                    text);
            assertTrue(subject.read(reply.bytes(), 0, length), text);
            assertEquals(sequence, subject.streamSequence());
            assertEquals(number, subject.consumerSequence());
            assertEquals(1 + i, subject.deliveries());
        }
    }

    @Test
    void theLongFormIsReadToo() {
        byte[] bytes = "$JS.ACK._.abcdefgh.S.C.1.22.33.44.55.random".getBytes(UTF_8);
        AckSubject subject = new AckSubject();
        assertTrue(subject.read(bytes, 0, bytes.length));
        assertEquals("S", new String(bytes, subject.streamFrom(), subject.streamTo() - subject.streamFrom(), UTF_8));
        assertEquals(
                "C", new String(bytes, subject.consumerFrom(), subject.consumerTo() - subject.consumerFrom(), UTF_8));
        assertEquals(22, subject.streamSequence());
        assertEquals(33, subject.consumerSequence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$JS.ACK.",
                "$JS.ACK.S.C.1.2.3.4",
                "$JS.ACK.S.C.1.2.3.4.5.6",
                "$JS.ACK.S.C.1.0.3.4.5",
                "$JS.ACK.S.C.1.x.3.4.5",
                "$JS.ACK.S.C.1..3.4.5",
                "$JS.ACK.S.C.1.99999999999999999999.3.4.5",
                "$JS.FC.S.C.1.2.3.4.5"
            })
    void otherSubjectsAcknowledgeNothing(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertFalse(new AckSubject().read(bytes, 0, bytes.length));
    }

    @Test
    void noiseIsReadOrRefusedButNeverMore() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] pull = FULL.getBytes(UTF_8);
        byte[] ack = "$JS.ACK.STREAM.cons.1.22.33.44.55".getBytes(UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = damage(random, random.nextBoolean() ? pull : ack);
            try {
                assertNotNull(PullBodyReader.read(damaged, 0, damaged.length));
            } catch (InvalidJsonException e) {
                assertNotNull(e.getMessage());
            }
            AckSubject subject = new AckSubject();
            if (subject.read(damaged, 0, damaged.length)) {
                assertTrue(subject.streamSequence() > 0 && subject.consumerSequence() >= 0);
                assertTrue(subject.streamTo() >= subject.streamFrom() && subject.consumerTo() <= damaged.length);
            }
            assertTrue(NakDelay.nanos(damaged, 0, damaged.length) >= NakDelay.NONE);
        }
    }

    private static byte[] damage(SplittableRandom random, byte[] whole) {
        int from = random.nextInt(4) == 0 ? random.nextInt(whole.length) : 0;
        byte[] damaged = Arrays.copyOfRange(whole, from, from + random.nextInt(whole.length - from + 1));
        String likely = "{}[]\":,\\.-+0123456789truefalsn \n" + (char) 200;
        for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] = (byte) likely.charAt(random.nextInt(likely.length()));
        }
        return damaged;
    }
}
