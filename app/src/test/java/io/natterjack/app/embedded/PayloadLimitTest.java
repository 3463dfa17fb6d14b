package io.natterjack.app.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.app.NatsServer;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/// What a client meets that sends more than it may.
final class PayloadLimitTest {
    @Test
    void aClientHearsWhyAndIsStopped() throws Exception {
        try (NatsServer server =
                        NatsServer.builder().config("max_payload: 1000").start();
                RawClient client = new RawClient(server.port())) {
            client.line();
            client.says("CONNECT {\"verbose\":false}\r\n").settles();

            client.says("PUB subject 1001\r\n" + "x".repeat(1001) + "\r\n");

            assertEquals("-ERR 'Maximum Payload Violation'", client.line());
            assertThrows(SocketException.class, client::line);
        }
    }
}
