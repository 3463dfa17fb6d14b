package io.natterjack.domain.wire.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientParserTest {
    private static final byte[] TRAFFIC = String.join(
                    "",
                    "CONNECT {\"verbose\":false}\r\n",
                    "PING\r\n",
                    "pong\r\n",
                    "SUB a.* 1\r\n",
                    "sub\tb  q  sid-2\r\n",
                    "PUB a 5\r\nhello\r\n",
                    "PUB a r 0\r\n\r\n",
                    "HPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
                    "HPUB a r 12 12\r\nNATS/1.0\r\n\r\n\r\n",
                    "UNSUB 1\r\n",
                    "UNSUB sid-2 10\n",
                    "+OK\r\n",
                    "INFO {}\r\n",
                    "PUB \ta\t 3\n\r\n\0\r\n")
            .getBytes(ISO_8859_1);

    private static final List<String> SAID = List.of(
            "CONNECT {\"verbose\":false}",
            "PING",
            "PONG",
            "SUB a.* null 1",
            "SUB b q sid-2",
            "PUB a - 0 hello",
            "PUB a r 0 ",
            "PUB a - 12 NATS/1.0\r\n\r\nhi",
            "PUB a r 12 NATS/1.0\r\n\r\n",
            "UNSUB 1 0",
            "UNSUB sid-2 10",
            "PUB a - 0 \r\n\0");

    private final List<String> said = new ArrayList<>();
    private final ClientParser parser = new ClientParser(new Recorder(), 64);

    @Test
    void understandsEveryVerb() {
        assertEquals(TRAFFIC.length, parser.parse(TRAFFIC, 0, TRAFFIC.length));
        assertEquals(SAID, said);
    }

    @Test
    void meansTheSameHoweverItIsCut() {
        for (int cut = 0; cut <= TRAFFIC.length; cut++) {
            said.clear();
            int consumed = parser.parse(TRAFFIC, 0, cut);
            consumed = parser.parse(TRAFFIC, consumed, TRAFFIC.length);
            assertEquals(TRAFFIC.length, consumed);
            assertEquals(SAID, said, "cut at " + cut);
        }
    }

    @Test
    void saysHowLongAMessageIsGoingToBe() {
        byte[] start = "PUB a 100\r\nabc".getBytes(ISO_8859_1);

        assertEquals(0, parser.parse(start, 0, start.length));
        assertEquals("PUB a 100\r\n".length() + 100 + 1, parser.wantedBytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        X                       | UNKNOWN_OPERATION
        PX                      | UNKNOWN_OPERATION
        PUBx                    | UNKNOWN_OPERATION
        PUB\\r\\n               | UNKNOWN_OPERATION
        \\r\\n                  | UNKNOWN_OPERATION
        RMSG a b 1\\r\\n        | UNKNOWN_OPERATION
        MSG a 1 0\\r\\n         | UNKNOWN_OPERATION
        A+ x\\r\\n              | UNKNOWN_OPERATION
        PUB a 2\\r\\nabc        | UNKNOWN_OPERATION
        PUB a 2\\r\\nab\\rx     | UNKNOWN_OPERATION
        PUB a\\r\\n             | BAD_ARGUMENTS
        PUB a b c 1\\r\\n       | BAD_ARGUMENTS
        PUB a x\\r\\n           | BAD_ARGUMENTS
        PUB a -1\\r\\n          | BAD_ARGUMENTS
        PUB a 1234567890\\r\\n  | BAD_ARGUMENTS
        HPUB a 5\\r\\n          | BAD_ARGUMENTS
        HPUB a 5 4\\r\\n        | BAD_ARGUMENTS
        HPUB a -1 4\\r\\n       | BAD_ARGUMENTS
        SUB a\\r\\n             | BAD_ARGUMENTS
        SUB a b c d\\r\\n       | BAD_ARGUMENTS
        UNSUB a b c\\r\\n       | BAD_ARGUMENTS
        -ERR 'x'\\r\\n          | BAD_ARGUMENTS
        """)
    void refusesWhatItCannotUnderstand(String traffic, String violation) {
        byte[] bytes = traffic.replace("\\r", "\r").replace("\\n", "\n").getBytes(ISO_8859_1);

        assertEquals(bytes.length, parser.parse(bytes, 0, bytes.length));
        assertEquals(List.of(violation), said);
    }

    @Test
    void boundsALineBeforeItsEnd() {
        byte[] bytes = ("SUB " + "a".repeat(66)).getBytes(ISO_8859_1);

        parser.parse(bytes, 0, bytes.length);
        assertEquals(List.of("CONTROL_LINE_TOO_LONG"), said);
    }

    @Test
    void hearsNothingAfterAViolation() {
        byte[] bytes = "X\r\nPING\r\n".getBytes(ISO_8859_1);

        parser.parse(bytes, 0, bytes.length);
        parser.parse(bytes, 3, bytes.length);
        assertEquals(List.of("UNKNOWN_OPERATION"), said);
    }

    private final class Recorder implements ClientEvents {
        @Override
        public boolean onVerbBeforeConnect() {
            return true;
        }

        @Override
        public void onConnect(byte[] bytes, int from, int to) {
            said.add("CONNECT " + text(bytes, from, to).strip());
        }

        @Override
        public boolean onPublishLine(PublishFrame frame) {
            return true;
        }

        @Override
        public void onPublish(PublishFrame frame) {
            String reply = frame.hasReply() ? text(frame.bytes(), frame.replyFrom(), frame.replyTo()) : "-";
            said.add("PUB " + text(frame.bytes(), frame.subjectFrom(), frame.subjectTo()) + " " + reply + " "
                    + frame.headerLength() + " "
                    + text(frame.bytes(), frame.payloadFrom(), frame.payloadFrom() + frame.payloadLength()));
        }

        @Override
        public void onSubscribe(SubscribeFrame frame) {
            said.add("SUB " + frame.subject() + " " + frame.queue() + " " + frame.sidText());
        }

        @Override
        public void onUnsubscribe(byte[] bytes, int sidFrom, int sidTo, int max) {
            said.add("UNSUB " + text(bytes, sidFrom, sidTo) + " " + max);
        }

        @Override
        public void onPing() {
            said.add("PING");
        }

        @Override
        public void onPong() {
            said.add("PONG");
        }

        @Override
        public void onViolation(Violation violation, String detail) {
            said.add(violation.name());
        }

        private static String text(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, ISO_8859_1);
        }
    }
}
