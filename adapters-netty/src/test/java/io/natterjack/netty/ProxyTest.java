package io.natterjack.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedClient;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.RecordingGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.When;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients behind a load balancer that speaks the PROXY protocol.
final class ProxyTest {
    private static final String V2 = "0d0a0d0a000d0a515549540a";
    private static final int GREETING_BYTES = RecordingGateway.GREETING.length;

    private final RecordedLog log = new RecordedLog();
    private final NettyTransport transport = new NettyTransport(Sockets.best(), 2, log);
    private final RecordingGateway gateway = new RecordingGateway();

    @AfterEach
    void close() {
        transport.close();
    }

    private int listen(@Nullable TlsSettings tls) {
        ListenerSettings settings = new ListenerSettings(
                new HostPort("127.0.0.1", -1), new OutputBounds(1 << 20, 10_000_000_000L), tls, null, true);
        return transport.listen(settings, gateway).address().port();
    }

    private RecordedClient sendsByteByByte(byte[] bytes) {
        SocketClient client = SocketClient.dial(listen(null));
        client.receive(GREETING_BYTES);
        for (byte one : bytes) {
            client.send(new byte[] {one});
        }
        return gateway.next();
    }

    private static byte[] v2(String hexOfTheRest, String then) {
        return concat(HexFormat.of().parseHex(V2 + hexOfTheRest), then.getBytes(ISO_8859_1));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 10.0.0.1 56324 4222, 192.0.2.1, 56324",
        "PROXY TCP6 2001:db8::1 ::1 1 4222, 2001:db8::1, 1",
        "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 4222, 192.0.2.1, 1"
    })
    void theTextPreambleTellsTheClientsAddress(String line, String host, int port) {
        RecordedClient server = sendsByteByByte((line + "\r\nPING\r\n").getBytes(ISO_8859_1));

        Patience.await("the bytes behind the preamble arrive", () -> server.receivedBytes() == 6);
        assertEquals("PING\r\n", server.received());
        assertEquals(host, server.arrival().remoteHost());
        assertEquals(port, server.arrival().remotePort());
    }

    @ParameterizedTest
    @CsvSource({
        "2111000cc00002010a000001dc04107e, 192.0.2.1, 56324",
        "2111000fc00002010a000001dc04107e040000, 192.0.2.1, 56324",
        "2121002420010db800000000000000000000000100000000000000000000000000000001dc04107e, 2001:db8::1, 56324"
    })
    void theBinaryPreambleTellsTheClientsAddress(String rest, String host, int port) {
        RecordedClient server = sendsByteByByte(v2(rest, "PING\r\n"));

        Patience.await("the bytes behind the preamble arrive", () -> server.receivedBytes() == 6);
        assertEquals(host, server.arrival().remoteHost());
        assertEquals(port, server.arrival().remotePort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "PROXY UNKNOWN any thing\r\n", ""})
    void withoutAnAddressTheConnectionStandsForItself(String preamble) {
        RecordedClient server = sendsByteByByte((preamble + "PING\r\n").getBytes(ISO_8859_1));

        Patience.await("the bytes behind the preamble arrive", () -> server.receivedBytes() == 6);
        assertEquals("127.0.0.1", server.arrival().remoteHost());
    }

    @Test
    void aHealthCheckStandsForItself() {
        RecordedClient server = sendsByteByByte(v2("20000002abcd", "PING\r\n"));

        Patience.await("the bytes behind the preamble arrive", () -> server.receivedBytes() == 6);
        assertEquals("127.0.0.1", server.arrival().remoteHost());
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 10.0.0.1 56324, invalid PROXY protocol header: invalid v1 format",
        "PROXY TCP4 2001:db8::1 ::1 1 2, invalid PROXY protocol header: TCP4 with IPv6 address",
        "PROXY TCP6 192.0.2.1 10.0.0.1 1 2, invalid PROXY protocol header: TCP6 with IPv4 address",
        "PROXY UDP4 192.0.2.1 10.0.0.1 1 2, invalid PROXY protocol header: invalid protocol UDP4",
        "PROXY TCP4 nowhere 10.0.0.1 1 2, invalid PROXY protocol header: invalid address",
        "PROXY TCP4 192.0.2.1 10.0.0.1 70000 2, invalid source port"
    })
    void aBadTextPreambleEndsTheConnection(String line, String why) {
        refuses((line + "\r\n").getBytes(ISO_8859_1), why);
    }

    @Test
    void aLineWithoutEndEndsTheConnection() {
        refuses(("PROXY " + "x".repeat(200)).getBytes(ISO_8859_1), "invalid PROXY protocol header: v1 line too long");
    }

    @ParameterizedTest
    @CsvSource({
        "1111000c000000000000000000000000, invalid PROXY protocol header: invalid version 0x10",
        "2211000c000000000000000000000000, unknown PROXY protocol command: 0x02",
        "2112000c000000000000000000000000, unsupported PROXY protocol feature: only STREAM protocol supported",
        "2131000c000000000000000000000000, unsupported PROXY protocol feature: unsupported address family 0x30",
        "21110004c0000201, IPv4 address data too short: 4 bytes"
    })
    void aBadBinaryPreambleEndsTheConnection(String rest, String why) {
        refuses(v2(rest, ""), why);
    }

    private void refuses(byte[] preamble, String why) {
        SocketClient client = SocketClient.dial(listen(null));
        client.receive(GREETING_BYTES);

        client.send(preamble);

        RecordedClient server = gateway.next();
        Patience.await("the end is reported", () -> !server.ends().isEmpty());
        assertEquals(List.of(CloseReason.PROTOCOL_VIOLATION), server.ends());
        String line = log.lines().getFirst();
        assertTrue(line.startsWith("WRN Error reading PROXY protocol header from 127.0.0.1:"), line);
        assertTrue(line.endsWith(": " + why), line);
    }

    @ParameterizedTest
    @CsvSource({"FIRST", "AFTER_GREETING", "AFTER_GREETING_OPTIONAL", "FIRST_OR_AFTER_GREETING"})
    void thePreambleComesBeforeTheHandshake(When when) {
        SocketClient plain = SocketClient.dial(listen(TlsFiles.settings(when, TlsFiles.pair("ec", "ec"))));
        boolean greetedFirst = when == When.AFTER_GREETING || when == When.AFTER_GREETING_OPTIONAL;
        if (greetedFirst) {
            plain.receive(GREETING_BYTES);
        }

        plain.send("PROXY TCP4 192.0.2.1 10.0.0.1 56324 4222\r\n".getBytes(ISO_8859_1));
        SocketClient secured = TlsClients.secure(plain, TlsFiles.client());
        if (!greetedFirst) {
            secured.receive(GREETING_BYTES);
        }
        secured.send("PING\r\n".getBytes(ISO_8859_1));

        RecordedClient server = gateway.next();
        Patience.await("the bytes arrive", () -> server.receivedBytes() == 6);
        assertEquals("192.0.2.1", server.arrival().remoteHost());
        assertNotNull(greetedFirst ? server.secured() : server.arrival().tls());
    }
}
