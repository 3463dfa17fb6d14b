package io.natterjack.domain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Whatever a client sends, it costs its own connection at most, and means the same in one read as in many.
///
/// The build runs the inputs that are kept beside the test's resources. `./mvnw -Pfuzz` looks for new ones, for ten
/// minutes.
final class ConversationFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void isTheSameInPieces(byte[] traffic) {
        TestBroker broker = new TestBroker();
        String whole = conversation(new TestBroker(), traffic, traffic.length);
        assertEquals(whole, conversation(new TestBroker(), traffic, 1));
        assertEquals(whole, conversation(broker, traffic, 7));
        TestClient other = broker.client().says("PING\r\n");
        assertEquals("PONG\r\n", other.hears());
    }

    /// What the client hears, and how it ends, when its bytes arrive in reads of a length.
    private static String conversation(TestBroker broker, byte[] traffic, int readLength) {
        TestClient client = broker.arrival();
        client.hears();
        for (int from = 0; from < traffic.length && client.closedFor() == null; from += readLength) {
            int to = Math.min(traffic.length, from + readLength);
            client.says(Arrays.copyOfRange(traffic, from, to));
        }
        return client.hears() + client.closedFor();
    }
}
