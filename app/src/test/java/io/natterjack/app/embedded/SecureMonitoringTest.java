package io.natterjack.app.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import io.natterjack.app.config.syntax.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The monitoring pages over HTTPS, and certificates that are replaced while the server runs.
final class SecureMonitoringTest {
    private static final Path CERTIFICATES = Path.of("../adapters-netty/src/test/resources/tls");

    @Test
    void thePagesAreServedOverHttps() throws Exception {
        String config = "https: \"127.0.0.1:-1\"\n" + tls("rsa");
        try (NatsServer server = NatsServer.builder().config(config).start();
                HttpClient http = client()) {
            HttpResponse<String> varz = get(http, server, "/varz");

            assertTrue(String.valueOf(server.monitorUrl()).startsWith("https://"), server.monitorUrl());
            assertEquals("CN=rsa", certificate(varz));
            assertTrue(varz.body().contains("\"https_port\": "), varz.body());
        }
    }

    @Test
    void newCertificatesServeNewConnections(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("nats.conf"), "https: \"127.0.0.1:-1\"\n" + tls("rsa"));
        try (NatsServer server = NatsServer.builder().configFile(file).start()) {
            Files.writeString(file, "https: \"127.0.0.1:-1\"\n" + tls("ec"));
            server.reload();

            try (HttpClient http = client()) {
                assertEquals("CN=ec", certificate(get(http, server, "/varz")));
            }
        }
    }

    @Test
    void aReloadThatOneListenerCannotFollowChangesNone(@TempDir Path folder) throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        String pages = "https: \"127.0.0.1:-1\"\n";
        String before = pages + tls("rsa") + "websocket { listen: \"127.0.0.1:-1\", " + tls("rsa") + "}\n";
        String after = pages + tls("ec") + "websocket { listen: \"127.0.0.1:-1\", "
                + tls(garbage, CERTIFICATES.resolve("rsa.key")) + "}\n";
        Path file = Files.writeString(folder.resolve("nats.conf"), before);
        try (NatsServer server = NatsServer.builder().configFile(file).start()) {
            Files.writeString(file, after);
            assertThrows(ConfigException.class, server::reload);

            try (HttpClient http = client()) {
                assertEquals("CN=rsa", certificate(get(http, server, "/varz")));
            }
        }
    }

    private static String tls(String name) {
        return tls(CERTIFICATES.resolve(name + ".pem"), CERTIFICATES.resolve(name + ".key"));
    }

    private static String tls(Path certificate, Path key) {
        return "tls { cert_file: \"" + certificate + "\", key_file: \"" + key + "\" }\n";
    }

    private static HttpResponse<String> get(HttpClient http, NatsServer server, String page)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.monitorUrl() + page)).build(), BodyHandlers.ofString());
    }

    private static String certificate(HttpResponse<String> response) throws IOException {
        var shown = response.sslSession().orElseThrow().getPeerCertificates()[0];
        return ((X509Certificate) shown).getSubjectX500Principal().getName();
    }

    private static HttpClient client() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream pem = Files.newInputStream(CERTIFICATES.resolve("authority.pem"))) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
