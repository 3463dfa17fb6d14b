package io.natterjack.domain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.session.CloseReason;
import org.junit.jupiter.api.Test;

/// What clients say and hear, to the byte.
final class ConversationTest {
    private final TestBroker broker = new TestBroker();

    @Test
    void aClientIsGreeted() {
        String greeting = broker.arrival().hears();

        assertTrue(greeting.startsWith("INFO {\"server_id\":\"NID\",\"server_name\":\"test\",\"version\":\"2.14.3\","));
        assertTrue(greeting.contains("\"port\":4222,\"headers\":true,\"max_payload\":1048576,\"client_id\":4,"));
        assertTrue(greeting.endsWith("\"client_ip\":\"127.0.0.1\",\"api_lvl\":5,\"xkey\":\"XKEY\"} \r\n"), greeting);
    }

    @Test
    void aMessageReachesItsSubscriber() {
        TestClient ann = broker.client().says("SUB orders.* 1\r\n");

        broker.client().says("PUB orders.new 5\r\nhello\r\n");

        assertEquals("MSG orders.new 1 5\r\nhello\r\n", ann.hears());
    }

    @Test
    void aMessageIsTheSameHoweverItArrives() {
        TestClient ann = broker.client().says("SUB > a\r\n");

        broker.client().mumbles("PUB x y 3\r\nabc\r\nHPUB h 12 14\r\nNATS/1.0\r\n\r\nhi\r\nPUB z 0\r\n\r\n");

        assertEquals("MSG x a y 3\r\nabc\r\nHMSG h a 12 14\r\nNATS/1.0\r\n\r\nhi\r\nMSG z a 0\r\n\r\n", ann.hears());
    }

    @Test
    void headersAreHiddenFromThoseWhoDoNotKnowThem() {
        TestClient old = broker.arrival();
        old.hears();
        old.says("CONNECT {\"verbose\":false}\r\nSUB h 9\r\n");

        broker.client().says("HPUB h r 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");

        assertEquals("MSG h 9 r 2\r\nhi\r\n", old.hears());
    }

    @Test
    void aRequestThatReachesNobodyIsAnsweredSo() {
        TestClient ann = broker.client().says("SUB _INBOX.a.* 7\r\nPUB nobody _INBOX.a.1 0\r\n\r\n");

        assertEquals("HMSG _INBOX.a.1 7 38 38\r\nNATS/1.0 503\r\nNats-Subject: nobody\r\n\r\n\r\n", ann.hears());
    }

    @Test
    void aVerboseClientIsToldThatAllIsWell() {
        TestClient ann = broker.arrival();
        ann.hears();

        ann.says("CONNECT {}\r\nSUB a 1\r\nPUB b 0\r\n\r\nUNSUB 1\r\nUNSUB 99\r\n");

        assertEquals("+OK\r\n".repeat(5), ann.hears());
    }

    @Test
    void aPedanticErrorDoesNotStopTheMessage() {
        TestClient ann = broker.client("\"echo\":true,").says("SUB > 1\r\n");
        TestClient bob = broker.arrival();
        bob.hears();

        bob.says("CONNECT {\"verbose\":false,\"pedantic\":true}\r\nPUB a.* 0\r\n\r\n");

        assertEquals("-ERR 'Invalid Publish Subject'\r\n", bob.hears());
        assertEquals("MSG a.* 1 0\r\n\r\n", ann.hears());
    }

    @Test
    void aMessageToASubjectWithEmptyTokensReachesNobody() {
        TestClient ann = broker.client().says("SUB > 1\r\nSUB *.a 2\r\n");

        ann.says("PUB .a 0\r\n\r\nPUB a..a 0\r\n\r\nPUB a. 0\r\n\r\nPUB . 0\r\n\r\n");

        assertEquals("", ann.hears());
    }

    @Test
    void aPedanticClientIsToldOfEmptyTokens() {
        TestClient ann = broker.arrival();
        ann.hears();

        ann.says("CONNECT {\"verbose\":false,\"pedantic\":true}\r\n");
        ann.says("PUB .a 0\r\n\r\nPUB a..a 0\r\n\r\nPUB a. 0\r\n\r\nPUB a.a 0\r\n\r\n");

        assertEquals("-ERR 'Invalid Publish Subject'\r\n".repeat(3), ann.hears());
    }

    @Test
    void aClientWithoutEchoDoesNotHearItself() {
        TestClient ann = broker.client("\"echo\":false,").says("SUB a 1\r\nPUB a 0\r\n\r\n");

        assertEquals("", ann.hears());
    }

    @Test
    void aSubscriptionEndsAfterTheMessagesItAskedFor() {
        TestClient ann = broker.client().says("SUB a 1\r\nUNSUB 1 2\r\n");

        broker.client().says("PUB a 1\r\n1\r\nPUB a 1\r\n2\r\nPUB a 1\r\n3\r\n");

        assertEquals("MSG a 1 1\r\n1\r\nMSG a 1 1\r\n2\r\n", ann.hears());
        broker.settles();
        assertEquals(0, broker.broker().accounts().global().subscriptions());
    }

    @Test
    void aSubscriptionThatHasHadEnoughEndsAtOnce() {
        TestClient ann = broker.client().says("SUB a 1\r\nPUB a 0\r\n\r\nPUB a 0\r\n\r\nUNSUB 1 2\r\nPUB a 0\r\n\r\n");

        assertEquals("MSG a 1 0\r\n\r\n".repeat(2), ann.hears());
    }

    @Test
    void aSidIsFreeAgainAfterTheLastMessageItsSubscriptionAskedFor() {
        TestClient ann = broker.client().says("SUB a 1\r\nUNSUB 1 1\r\nPUB a 0\r\n\r\nSUB b 1\r\nPUB b 0\r\n\r\n");

        assertEquals("MSG a 1 0\r\n\r\nMSG b 1 0\r\n\r\n", ann.hears());
    }

    @Test
    void theFirstSubscriptionOfASidStays() {
        TestClient ann = broker.client().says("SUB a 1\r\nSUB b 1\r\nPUB b 0\r\n\r\nPUB a 0\r\n\r\n");

        assertEquals("MSG a 1 0\r\n\r\n", ann.hears());
    }

    @Test
    void pingIsAnsweredAndTheFirstTellsTheAccount() {
        TestClient ann = broker.client("\"protocol\":1,").says("PING\r\n");

        String heard = ann.hears();
        assertTrue(heard.startsWith("PONG\r\nINFO {"), heard);
        assertTrue(heard.contains("\"connect_info\":true,\"remote_account\":\"$G\""), heard);
        assertEquals("PONG\r\n", ann.says("ping \r\n").hears());
    }

    @Test
    void aSubjectThatIsNoTextCannotBeListenedTo() {
        TestClient ann = broker.client().says(new byte[] {'S', 'U', 'B', ' ', 'a', (byte) 0xff, ' ', '1', '\r', '\n'});

        assertEquals("-ERR 'Invalid Subject'\r\n", ann.hears());
    }

    @Test
    void anUnknownVerbIsToldAndClosed() {
        TestClient ann = broker.client().says("GET / HTTP/1.1\r\n");

        assertEquals("-ERR 'Unknown Protocol Operation'\r\n", ann.hears());
        assertEquals(CloseReason.PROTOCOL_VIOLATION, ann.closedFor());
    }

    @Test
    void badArgumentsAreClosedWithoutAWord() {
        TestClient ann = broker.client().says("PUB a -1\r\n");

        assertEquals("", ann.hears());
        assertEquals(CloseReason.PROTOCOL_VIOLATION, ann.closedFor());
    }

    @Test
    void aConnectWithoutJsonIsClosedWithoutAWord() {
        TestClient ann = broker.client().says("CONNECT\r\nPING\r\n");

        assertEquals("", ann.hears());
        assertEquals(CloseReason.PROTOCOL_VIOLATION, ann.closedFor());
    }

    @Test
    void aLineThatNeverEndsIsClosed() {
        TestClient ann = broker.client().says("SUB " + "a".repeat(5000));

        assertEquals("-ERR 'maximum control line exceeded'\r\n", ann.hears());
        assertEquals(CloseReason.MAX_CONTROL_LINE_EXCEEDED, ann.closedFor());
    }

    @Test
    void aPayloadTooLargeIsRefusedBeforeItArrives() {
        TestClient ann = broker.client().says("PUB a 1048577\r\n");

        assertEquals("-ERR 'Maximum Payload Violation'\r\n", ann.hears());
        assertEquals(CloseReason.MAX_PAYLOAD_EXCEEDED, ann.closedFor());
    }

    @Test
    void aSilentClientIsAskedAndThenDropped() {
        TestClient ann = broker.client();
        ann.hears();

        broker.passes(2_500_000_000L);
        assertEquals("PING\r\n", ann.hears());
        broker.passes(120_000_000_000L);
        assertEquals("PING\r\n", ann.hears());
        broker.passes(120_000_000_000L);
        assertEquals("-ERR 'Stale Connection'\r\n", ann.hears());
        assertEquals(CloseReason.STALE_CONNECTION, ann.closedFor());
    }

    @Test
    void aClientThatAnswersStays() {
        TestClient ann = broker.client();
        for (int i = 0; i < 10; i++) {
            broker.passes(121_000_000_000L);
            ann.says("PONG\r\n");
        }

        assertNull(ann.closedFor());
    }

    @Test
    void whoLeavesListensNoMore() {
        broker.client().says("SUB a 1\r\nSUB b q 2\r\n").leaves();

        assertEquals(0, broker.broker().accounts().global().subscriptions());
        assertEquals(0, broker.broker().sessions().count());
        assertEquals(0, broker.broker().accounts().global().connections());
    }
}
