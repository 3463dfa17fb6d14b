package io.natterjack.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.wiring.DaggerServerComponent;
import io.natterjack.ports.contract.RecordedLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server goes away with many clients connected.
final class LameDuckTest {
    private static final int CLIENTS = 300;
    private static final int TIMEOUT_MILLIS = 20_000;
    private final List<Client> clients = new ArrayList<>();
    private final RunningServer server = DaggerServerComponent.factory()
            .create(
                    Configuration.ofText(
                                    "lame_duck_duration: 40s, lame_duck_grace_period: 30s",
                                    new FlagValues(Map.of("addr", "127.0.0.1", "port", -1L)),
                                    _ -> null)
                            .load(),
                    new RecordedLog())
            .server();

    @BeforeEach
    void everybodyArrives() throws IOException {
        server.start();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(server.clientAddress().port()));
        }
    }

    @AfterEach
    void everythingEnds() throws IOException {
        server.stop();
        for (Client client : clients) {
            client.socket.close();
        }
    }

    @Test
    void everybodyIsToldAndNobodyIsLetIn() throws IOException {
        int port = server.clientAddress().port();

        server.enterLameDuck();

        for (Client client : clients) {
            String news = client.line();
            assertTrue(news.startsWith("INFO {") && news.contains("\"ldm\":true"), news);
            client.says("PING\r\n");
            assertEquals("PONG", client.line());
        }
        assertThrows(IOException.class, () -> new Client(port));
    }

    @Test
    void theyAreSentAwayAFewAtATime() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        long graceNanos = TimeUnit.MILLISECONDS.toNanos(200);
        long spreadNanos = TimeUnit.MILLISECONDS.toNanos(900);
        long begunNanos = System.nanoTime();
        new LameDuck(
                        server.broker().sessions(),
                        graceNanos,
                        graceNanos + spreadNanos,
                        new RecordedLog(),
                        done::countDown)
                .start();

        List<Long> ends = endsNanos(begunNanos);

        assertTrue(done.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
        assertTrue(ends.getFirst() >= graceNanos, "the first went after " + ends.getFirst() + " ns");
        long halfNanos = ends.get(CLIENTS / 2) - ends.getFirst();
        assertTrue(halfNanos >= spreadNanos / 3, "half of them went within " + halfNanos + " ns");
    }

    /// When each client was sent away, in order.
    private List<Long> endsNanos(long begunNanos) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> waits = new ArrayList<>();
            for (Client client : clients) {
                waits.add(() -> client.endNanos() - begunNanos);
            }
            List<Long> ends = new ArrayList<>();
            for (Future<Long> end : threads.invokeAll(waits)) {
                ends.add(end.get());
            }
            ends.sort(null);
            return ends;
        }
    }

    /// A client that has read its greeting and was let in.
    private static final class Client {
        private final Socket socket;
        private final BufferedReader lines;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            line();
            says("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\n");
            for (String line = line(); !line.startsWith("INFO"); line = line()) {
                assertEquals("PONG", line);
            }
        }

        void says(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /// Empty at the end.
        String line() throws IOException {
            String line = lines.readLine();
            return line == null ? "" : line;
        }

        long endNanos() throws IOException {
            while (!line().isEmpty()) {
                // what came before
            }
            return System.nanoTime();
        }
    }
}
