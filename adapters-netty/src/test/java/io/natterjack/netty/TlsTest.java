package io.natterjack.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedClient;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.RecordingGateway;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import io.natterjack.ports.transport.TlsSettings.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// When the handshake takes place, who passes it, and what is known afterwards.
final class TlsTest {
    private static final OutputBounds BOUNDS = new OutputBounds(64 << 20, 10_000_000_000L);
    private static final int GREETING_BYTES = RecordingGateway.GREETING.length;
    private static final KeyPairFiles EC = TlsFiles.pair("ec", "ec");

    private final RecordedLog log = new RecordedLog();
    private final NettyTransport transport = new NettyTransport(Sockets.best(), 2, log);
    private final RecordingGateway gateway = new RecordingGateway();

    @AfterEach
    void close() {
        transport.close();
    }

    private static ListenerSettings secured(TlsSettings tls) {
        return new ListenerSettings(new HostPort("127.0.0.1", -1), BOUNDS, tls, null, false);
    }

    private ClientListener listen(TlsSettings tls) {
        return transport.listen(secured(tls), gateway);
    }

    private int port(TlsSettings tls) {
        return listen(tls).address().port();
    }

    @ParameterizedTest
    @CsvSource({"rsa,rsa", "rsa,rsa-pkcs1", "ec,ec", "ec,ec-sec1", "ed25519,ed25519"})
    void everyFormOfAPrivateKeyIsRead(String certificate, String key) {
        int port = port(TlsFiles.settings(When.FIRST, TlsFiles.pair(certificate, key)));

        SocketClient client = TlsClients.dialFirst(port, TlsFiles.client());

        assertEquals("INFO {} \r\n", new String(client.receive(GREETING_BYTES), US_ASCII));
        TlsIdentity identity = gateway.next().arrival().tls();
        assertNotNull(identity);
        assertTrue(identity.first());
        assertEquals("1.3", identity.version());
        assertEquals(List.of(), identity.peerChain());
    }

    @Test
    void theGreetingIsPlainWhereTheHandshakeFollowsIt() {
        int port = port(TlsFiles.settings(When.AFTER_GREETING, EC));

        SocketClient client = TlsClients.dialAfterGreeting(port, TlsFiles.client(), GREETING_BYTES);
        client.send("PING\r\n".getBytes(US_ASCII));

        RecordedClient server = gateway.next();
        Patience.await("the secured bytes arrive", () -> server.receivedBytes() == 6);
        assertNull(server.arrival().tls());
        assertNotNull(server.secured());
        assertEquals(false, server.secured().first());
    }

    @ParameterizedTest
    @EnumSource(
            value = When.class,
            names = {"AFTER_GREETING", "FIRST", "FIRST_OR_AFTER_GREETING"})
    void aPlainClientIsTurnedAway(When when) {
        int port = port(TlsFiles.settings(when, EC));

        SocketClient client = SocketClient.dial(port);
        client.send("CONNECT {}\r\nPING\r\n".getBytes(US_ASCII));

        client.receiveToTheEnd();
        if (when == When.AFTER_GREETING) {
            RecordedClient server = gateway.next();
            Patience.await("the end is reported", () -> !server.ends().isEmpty());
            assertEquals(List.of(CloseReason.TLS_HANDSHAKE_ERROR), server.ends());
            assertEquals(0, server.receivedBytes());
        }
    }

    @Test
    void whereTlsIsOptionalTheFirstByteDecides() {
        int port = port(TlsFiles.settings(When.AFTER_GREETING_OPTIONAL, EC));

        SocketClient plain = SocketClient.dial(port);
        plain.receive(GREETING_BYTES);
        plain.send("PING\r\n".getBytes(US_ASCII));
        RecordedClient plainServer = gateway.next();
        Patience.await("the plain bytes arrive", () -> plainServer.receivedBytes() == 6);
        assertNull(plainServer.secured());

        SocketClient secured = TlsClients.dialAfterGreeting(port, TlsFiles.client(), GREETING_BYTES);
        secured.send("PING\r\n".getBytes(US_ASCII));
        RecordedClient securedServer = gateway.next();
        Patience.await("the secured bytes arrive", () -> securedServer.receivedBytes() == 6);
        assertNotNull(securedServer.secured());
    }

    @Test
    void anImpatientServerGreetsBeforeTheHandshake() {
        int port = port(TlsFiles.settings(When.FIRST_OR_AFTER_GREETING, EC));

        TlsClients.dialFirst(port, TlsFiles.client()).receive(GREETING_BYTES);
        TlsIdentity first = gateway.next().arrival().tls();
        TlsClients.dialAfterGreeting(port, TlsFiles.client(), GREETING_BYTES);
        RecordedClient after = gateway.next();

        assertNotNull(first);
        assertTrue(first.first());
        assertNull(after.arrival().tls());
        Patience.await("the handshake is reported", () -> after.secured() != null);
    }

    @Test
    void aClientThatNeverBeginsItsHandshakeIsClosed() {
        TlsSettings slow = TlsFiles.settings(When.AFTER_GREETING, EC);
        int port = port(withTimeout(slow, 100_000_000L));

        assertEquals(GREETING_BYTES, SocketClient.dial(port).receiveToTheEnd());

        RecordedClient server = gateway.next();
        Patience.await("the end is reported", () -> !server.ends().isEmpty());
        assertEquals(List.of(CloseReason.TLS_HANDSHAKE_ERROR), server.ends());
        assertEquals(List.of(), server.handshakeFailures());
    }

    private static TlsSettings withTimeout(TlsSettings tls, long nanos) {
        return new TlsSettings(
                tls.certificates(),
                tls.authorities(),
                tls.clientCertificate(),
                tls.pinned(),
                tls.minimumVersion(),
                tls.cipherSuites(),
                tls.groups(),
                nanos,
                tls.when(),
                tls.fallbackDelayNanos(),
                tls.connectionRateMax());
    }

    @Test
    void aVerifiedClientIsKnownByItsCertificate() {
        int port = port(TlsFiles.verifying(TlsFiles.settings(When.FIRST, EC), Set.of()));

        TlsClients.dialFirst(port, TlsFiles.client("client")).receive(GREETING_BYTES);

        TlsIdentity identity = gateway.next().arrival().tls();
        assertNotNull(identity);
        X509Certificate own = identity.peerChain().getFirst();
        assertEquals("CN=client", own.getSubjectX500Principal().getName());
    }

    @Test
    void onlyClientsWithoutCertificatesMayResumeTheirSessions() throws IOException {
        TlsSettings open = TlsFiles.settings(When.FIRST, EC);

        assertTrue(resumes(port(open)));
        assertFalse(resumes(port(TlsFiles.verifying(open, Set.of()))));
    }

    private static boolean resumes(int port) throws IOException {
        SSLContext client = TlsFiles.client("client");
        return Arrays.equals(sessionId(client, port), sessionId(client, port));
    }

    private static byte[] sessionId(SSLContext client, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"}); // later versions have no ids to compare
            socket.startHandshake();
            return socket.getSession().getId();
        }
    }

    @Test
    void strangersAndTheNamelessAreRefused() {
        int port = port(TlsFiles.verifying(TlsFiles.settings(When.AFTER_GREETING, EC), Set.of()));

        for (SSLContext wrong : List.of(TlsFiles.client(), TlsFiles.client("stranger"))) {
            SocketClient client = SocketClient.dial(port);
            client.receive(GREETING_BYTES);
            RecordedClient server = gateway.next();
            assertThrows(
                    UncheckedIOException.class,
                    () -> TlsClients.secure(client, wrong).receive(1));
            Patience.await("the end is reported", () -> !server.ends().isEmpty());
            assertEquals(List.of(CloseReason.TLS_HANDSHAKE_ERROR), server.ends());
            assertEquals(1, server.handshakeFailures().size());
        }
        assertEquals(List.of(), log.lines());
    }

    @Test
    void onlyPinnedKeysPass() throws NoSuchAlgorithmException {
        Certificate known = TlsFiles.certificate("client.pem");
        String pin = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(known.getPublicKey().getEncoded()));
        TlsSettings settings = TlsFiles.settings(When.AFTER_GREETING, EC);
        int open = port(TlsFiles.verifying(settings, Set.of(pin)));
        int shut = port(TlsFiles.verifying(settings, Set.of("0".repeat(64))));

        TlsClients.dialAfterGreeting(open, TlsFiles.client("client"), GREETING_BYTES);
        RecordedClient welcome = gateway.next();
        Patience.await("the handshake is reported", () -> welcome.secured() != null);
        TlsClients.dialAfterGreeting(shut, TlsFiles.client("client"), GREETING_BYTES)
                .receiveToTheEnd();
        RecordedClient refused = gateway.next();
        Patience.await("the end is reported", () -> !refused.ends().isEmpty());

        assertEquals(List.of("certificate not pinned"), refused.handshakeFailures());
    }

    @Test
    void newCertificatesAreForNewClients() throws SSLPeerUnverifiedException {
        ClientListener listener = listen(TlsFiles.settings(When.FIRST, EC));
        SocketClient old = TlsClients.dialFirst(listener.address().port(), TlsFiles.client());

        listener.prepare(secured(TlsFiles.settings(When.FIRST, TlsFiles.pair("rsa", "rsa"))))
                .run();
        SocketClient young = TlsClients.dialFirst(listener.address().port(), TlsFiles.client());

        assertEquals("CN=ec", serverName(old));
        assertEquals("CN=rsa", serverName(young));
        old.receive(GREETING_BYTES);
    }

    @Test
    void theNameThatIsAskedForChoosesTheCertificate() throws Exception {
        int port = port(TlsFiles.settings(When.FIRST, TlsFiles.pair("rsa", "rsa"), EC));

        SSLSocket socket =
                (SSLSocket) TlsFiles.client().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("nats.example.com")));
        socket.setSSLParameters(parameters);
        socket.startHandshake();

        assertEquals("CN=ec", serverName(new SocketClient(socket)));
    }

    private static String serverName(SocketClient client) throws SSLPeerUnverifiedException {
        Certificate shown = ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
        return ((X509Certificate) shown).getSubjectX500Principal().getName();
    }

    @Test
    void handshakesBeyondTheRateAreThrottled() {
        TlsSettings tls = TlsFiles.settings(When.AFTER_GREETING, EC);
        int port = port(withRate(tls, 1));

        // Of clients that come this fast, all but a few come within the same second as another.
        String heard = "";
        for (int i = 0; i < 50 && heard.isEmpty(); i++) {
            SocketClient client = SocketClient.dial(port);
            client.receive(GREETING_BYTES);
            heard = heardSoon(client);
        }

        assertEquals("-ERR 'Connection throttling is active. Please try again later.'\r\n", heard);
    }

    /// What a client that begins no handshake hears before it loses patience; empty if it is nothing.
    private static String heardSoon(SocketClient client) {
        try {
            client.socket().setSoTimeout(20);
            return new String(client.socket().getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketTimeoutException _) {
            return "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TlsSettings withRate(TlsSettings tls, long rate) {
        return new TlsSettings(
                tls.certificates(),
                tls.authorities(),
                tls.clientCertificate(),
                tls.pinned(),
                tls.minimumVersion(),
                tls.cipherSuites(),
                tls.groups(),
                tls.handshakeTimeoutNanos(),
                tls.when(),
                tls.fallbackDelayNanos(),
                rate);
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        ListenException mismatch = assertThrows(
                ListenException.class, () -> port(TlsFiles.settings(When.FIRST, TlsFiles.pair("rsa", "ec"))));
        assertTrue(mismatch.toString().contains("does not match"), mismatch::toString);
        ListenException noKey = assertThrows(
                ListenException.class,
                () -> port(TlsFiles.settings(
                        When.FIRST, new KeyPairFiles(TlsFiles.path("ec.pem"), TlsFiles.path("ec.pem")))));
        assertTrue(noKey.toString().contains("ec.pem"), noKey::toString);
    }
}
