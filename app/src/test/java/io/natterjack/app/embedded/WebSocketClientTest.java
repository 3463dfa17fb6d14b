package io.natterjack.app.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A browser's kind of client and the server, greeting included.
final class WebSocketClientTest {
    private static final String CONFIG = "websocket { host: 127.0.0.1, port: -1, no_tls: true }";

    @Test
    void aWebSocketClientIsGreetedAndServed() throws InterruptedException {
        var heard = new Heard();
        try (NatsServer server = NatsServer.builder().config(CONFIG).start();
                HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(requireNonNull(server.webSocketUrl())), heard)
                    .join();

            assertTrue(heard.next().startsWith("INFO {"));
            String words = "CONNECT {\"verbose\":false}\r\nSUB a 1\r\nPUB a 2\r\nhi\r\nPING\r\n";
            socket.sendBinary(ByteBuffer.wrap(words.getBytes(ISO_8859_1)), true).join();
            heard.awaitAll("MSG a 1 2\r\nhi\r\nPONG\r\n");
            socket.abort();
        }
    }

    private static final class Heard implements WebSocket.Listener {
        private static final int PATIENCE_SECONDS = 20;
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            messages.add(ISO_8859_1.decode(data).toString());
            socket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return message == null ? "nothing" : message;
        }

        void awaitAll(String expected) throws InterruptedException {
            var all = new StringBuilder();
            while (expected.startsWith(all.toString()) && all.length() < expected.length()) {
                all.append(next());
            }
            assertTrue(expected.contentEquals(all), all::toString);
        }
    }
}
