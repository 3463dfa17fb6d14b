package io.natterjack.netty;

import static io.natterjack.ports.contract.WireClient.PATIENCE_MILLIS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.netty.RawWebSocket.Frame;
import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedClient;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.RecordingGateway;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.WebLogin;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.When;
import io.natterjack.ports.transport.WebSocketSettings;
import io.natterjack.ports.transport.WebSocketSettings.CookieNames;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests, frames and goodbyes of WebSocket clients.
final class WebSocketTest {
    private static final String UPGRADE = """
        Upgrade: websocket\r
        Connection: Upgrade\r
        """;

    private static final String KEY = """
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        """;

    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private final RecordedLog log = new RecordedLog();
    private final NettyTransport transport = new NettyTransport(Sockets.best(), 2, log);
    private final RecordingGateway gateway = new RecordingGateway();

    @AfterEach
    void close() {
        transport.close();
    }

    private int listen(boolean sameOrigin, List<String> origins, @Nullable TlsSettings tls) {
        WebSocketSettings webSocket = new WebSocketSettings(
                sameOrigin,
                origins,
                true,
                20_000_000_000L,
                MESSAGE_BYTES_MAX,
                new CookieNames("j", "u", "p", "t"),
                Map.of("X-Extra", "yes"));
        OutputBounds bounds = new OutputBounds(64 << 20, 10_000_000_000L);
        ListenerSettings settings = new ListenerSettings(new HostPort("127.0.0.1", -1), bounds, tls, webSocket, false);
        return transport.listen(settings, gateway).address().port();
    }

    private int listen() {
        return listen(false, List.of(), null);
    }

    private RawWebSocket greeted(String... headers) {
        RawWebSocket client = RawWebSocket.dial(SocketClient.dial(listen()), headers);
        assertArrayEquals(RecordingGateway.GREETING, client.receiveFrame().payload());
        return client;
    }

    @Test
    void theChallengeOfTheStandardIsAnswered() {
        RawWebSocket client = greeted();

        assertTrue(client.response().startsWith("HTTP/1.1 101 Switching Protocols\r\n"), client.response());
        assertTrue(client.response().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        assertTrue(client.response().contains("X-Extra: yes\r\n"));
        assertFalse(client.response().contains("Extensions"));
        assertEquals(Arrival.Kind.WEBSOCKET, gateway.next().arrival().kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "POST / | Host: a~ | UK | 405 Method Not Allowed | request method must be GET",
                "GET /  |          | UK | 400 Bad Request | 'Host' missing in request",
                "GET /  | Host: a~ | K  | 400 Bad Request | invalid value for header 'Upgrade'",
                "GET /  | Host: a~Upgrade: websocket~ | K | 400 Bad Request | invalid value for header 'Connection'",
                "GET /  | Host: a~ | U  | 400 Bad Request | key missing",
                "GET /  | Host: a~Sec-WebSocket-Key: short~ | U | 400 Bad Request | invalid websocket key",
                "GET /mqtt | Host: a~ | UK | 404 Not Found | mqtt websocket endpoint not enabled"
            })
    void requestsThatAreNoneAreRefused(String line, @Nullable String headers, String rest, String status, String why) {
        SocketClient socket = SocketClient.dial(listen());
        String more = (rest.contains("U") ? UPGRADE : "") + (rest.contains("K") ? KEY : "");
        String given = headers == null ? "" : headers.replace("~", "\r\n");

        String response = RawWebSocket.exchange(socket, line + " HTTP/1.1\r\n" + given + more + "\r\n");

        assertTrue(response.startsWith("HTTP/1.1 " + status + "\r\n"), response);
        assertTrue(response.toLowerCase(Locale.ROOT).contains("sec-websocket-version: 13"), response);
        assertTrue(log.lines().getFirst().endsWith(" - websocket handshake error: " + why), log.lines()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "true, , http://localhost, 101",
        "true, , http://localhost:80, 101",
        "true, , http://LOCALHOST, 101",
        "true, , https://localhost, 403",
        "true, , http://localhost:81, 403",
        "true, , http://elsewhere, 403",
        "true, , , 101",
        "false, http://friend:8080, http://friend:8080, 101",
        "false, http://friend:8080, http://friend, 403",
        "false, http://friend:8080, https://friend:8080, 403",
        "false, , http://anybody, 101"
    })
    void originsAreComparedExactly(boolean same, @Nullable String allowed, @Nullable String origin, int status) {
        SocketClient socket = SocketClient.dial(listen(same, allowed == null ? List.of() : List.of(allowed), null));
        String header = origin == null ? "" : "Origin: " + origin + "\r\n";

        String response = RawWebSocket.exchange(
                socket, "GET / HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + KEY + header + "\r\n");

        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    }

    @Test
    void cookiesAndForwardedAddressesAreReported() {
        greeted("Cookie: u=ann; p=\"se=cret\"", "Cookie: t=tok; j=", "X-Forwarded-For: 192.0.2.7");

        Arrival arrival = gateway.next().arrival();
        assertEquals(new WebLogin("", "ann", "se=cret", "tok"), arrival.web());
        assertEquals("192.0.2.7", arrival.remoteHost());
    }

    @Test
    void fragmentsAndTextAreBytesLikeOthers() {
        RawWebSocket client = greeted();

        client.sendFrame(0x01, "PUB a".getBytes(UTF_8));
        client.sendFrame(0x89, "are you there".getBytes(UTF_8));
        client.sendFrame(0x00, new byte[0]);
        client.sendFrame(0x80, " 0\r\n\r\n".getBytes(UTF_8));

        assertEquals("are you there", new String(client.receiveFrame().payload(), UTF_8));
        RecordedClient server = gateway.next();
        Patience.await("the bytes arrive", () -> server.receivedBytes() == 11);
        assertEquals("PUB a 0\r\n\r\n", server.received());
    }

    @Test
    void maskingIsLeftOutByAgreementOnly() {
        RawWebSocket agreed = greeted("Nats-No-Masking: true");
        agreed.sendFrame(0x82, "PING\r\n".getBytes(UTF_8));
        RecordedClient server = gateway.next();
        Patience.await("the bytes arrive", () -> server.receivedBytes() == 6);

        violates("mask bit missing", new byte[] {(byte) 0x82, 1, 'x'});
    }

    @ParameterizedTest
    @CsvSource({
        "RSV2 and RSV3 must be clear, A2",
        "compressed frame received without negotiated permessage-deflate, C2",
        "unknown opcode 3, 83",
        "invalid continuation frame, 80",
        "control frame does not have final bit set, 09"
    })
    void framesThatBreakTheRulesEndTheConnection(String text, String firstByte) {
        violates(text, new byte[] {(byte) Integer.parseInt(firstByte, 16), (byte) 0x80, 0, 0, 0, 0});
    }

    @Test
    void oversizedControlFramesEndTheConnection() {
        violates(
                "control frame length bigger than maximum allowed of 125 bytes",
                new byte[] {(byte) 0x89, (byte) 0xfe, 0, 126, 0, 0, 0, 0});
    }

    private void violates(String text, byte[] frame) {
        RawWebSocket client = greeted();
        client.sendRaw(frame);

        Frame goodbye = client.receiveFrame();

        assertEquals(8, goodbye.opcode());
        assertEquals(1002, status(goodbye));
        assertEquals(text, words(goodbye));
        assertEquals(0, client.receiveBytesToTheEnd());
    }

    private static int status(Frame close) {
        return ByteBuffer.wrap(close.payload()).getShort() & 0xffff;
    }

    private static String words(Frame close) {
        return new String(close.payload(), 2, close.payload().length - 2, UTF_8);
    }

    @Test
    void aGoodbyeIsReturned() {
        RawWebSocket client = greeted();

        client.sendFrame(0x88, new byte[] {0x03, (byte) 0xe8, 'b', 'y', 'e'});

        Frame answer = client.receiveFrame();
        assertEquals(1000, status(answer));
        assertEquals("bye", words(answer));
        RecordedClient server = gateway.next();
        Patience.await("the end is reported", () -> !server.ends().isEmpty());
        assertEquals(List.of(CloseReason.CLIENT_CLOSED), server.ends());
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_CONNECTION, 1001",
        "PARSE_ERROR, 1002",
        "AUTHENTICATION_VIOLATION, 1008",
        "MAX_PAYLOAD_EXCEEDED, 1009",
        "KICKED, 1011"
    })
    void theServerSaysWhyItCloses(CloseReason reason, int status) {
        RawWebSocket client = greeted();
        byte[] error = "-ERR 'x'\r\n".getBytes(UTF_8);
        RecordedClient server = gateway.next();
        server.connection().append(error, error.length, error, 0, 0);

        server.connection().close(reason);

        assertArrayEquals(error, client.receiveFrame().payload());
        Frame goodbye = client.receiveFrame();
        assertEquals(status, status(goodbye));
        assertEquals(reason.text(), words(goodbye));
    }

    @Test
    void messagesAreCompressedBothWays() {
        RawWebSocket client = greeted(DEFLATE);
        assertTrue(client.response()
                .contains("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                        + "client_no_context_takeover\r\n"));
        RecordedClient server = gateway.next();
        byte[] message = "PUB subject 5\r\nhello\r\n".repeat(1000).getBytes(UTF_8);

        byte[] deflated = deflate(message);
        client.sendFrame(0x42, Arrays.copyOf(deflated, 10));
        client.sendFrame(0x80, Arrays.copyOfRange(deflated, 10, deflated.length));
        Patience.await("the inflated bytes arrive", () -> server.receivedBytes() == message.length);
        assertEquals(new String(message, UTF_8), server.received());

        byte[] delivery = Arrays.copyOf(message, 1500);
        server.connection().append(delivery, delivery.length, delivery, 0, 0);
        server.connection().flush();
        Frame frame = client.receiveFrame();
        assertTrue(frame.compressed());
        assertTrue(frame.payload().length < 200);
        assertArrayEquals(delivery, RawWebSocket.inflate(frame.payload()));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[4096];
        for (int n = deflater.deflate(step, 0, step.length, Deflater.SYNC_FLUSH);
                n > 0;
                n = deflater.deflate(step, 0, step.length, Deflater.SYNC_FLUSH)) {
            out.write(step, 0, n);
        }
        deflater.end();
        byte[] all = out.toByteArray();
        return Arrays.copyOf(all, all.length - 4);
    }

    @Test
    void aBombIsDefused() {
        RawWebSocket client = greeted(DEFLATE);

        client.sendFrame(0xC2, deflate(new byte[20 << 20]));

        assertEquals(1009, status(client.receiveFrame()));
        RecordedClient server = gateway.next();
        Patience.await("the end is reported", () -> !server.ends().isEmpty());
        assertEquals(List.of(CloseReason.MAX_PAYLOAD_EXCEEDED), server.ends());
        assertTrue(server.receivedBytes() <= MESSAGE_BYTES_MAX);
    }

    @Test
    void browsersGetSmallFrames() {
        RawWebSocket client = greeted("User-Agent: Mozilla/5.0 (anything)");
        RecordedClient server = gateway.next();
        byte[] message = new byte[10_000];
        server.connection().append(message, message.length, message, 0, 0);
        server.connection().flush();

        int total = 0;
        while (total < message.length) {
            int length = client.receiveFrame().payload().length;
            assertTrue(length <= 4096);
            total += length;
        }
    }

    @Test
    void theClientOfTheJdkIsUnderstood() throws Exception {
        int port = listen(false, List.of(), TlsFiles.settings(When.FIRST, TlsFiles.pair("ec", "ec")));
        CompletableFuture<String> greeting = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                socket.request(1);
                greeting.complete(ISO_8859_1.decode(data).toString());
                return null;
            }
        };
        HttpClient http = HttpClient.newBuilder().sslContext(TlsFiles.client()).build();
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + port + "/"), listener)
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

            assertEquals("INFO {} \r\n", greeting.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            RecordedClient server = gateway.next();
            assertNotNull(server.arrival().tls());
            socket.sendBinary(ByteBuffer.wrap("PING\r\n".getBytes(UTF_8)), true)
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            Patience.await("the bytes arrive", () -> server.receivedBytes() == 6);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            Patience.await("the end is reported", () -> !server.ends().isEmpty());
        } finally {
            http.shutdownNow();
        }
    }
}
