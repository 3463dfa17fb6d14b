package io.natterjack.netty;

import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.ClientCertificate;
import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import io.natterjack.ports.transport.TlsSettings.When;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Certificates for tests, made by the script beside them, and what both ends need to use them.
public final class TlsFiles {
    private static final char[] NO_PASSWORD = {};

    private TlsFiles() {}

    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsFiles.class.getResource("/tls/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A certificate and a key, each by its name in the folder.
    public static KeyPairFiles pair(String certificate, String key) {
        return new KeyPairFiles(path(certificate + ".pem"), path(key + ".key"));
    }

    public static TlsSettings settings(When when, KeyPairFiles... certificates) {
        return new TlsSettings(
                List.of(certificates),
                null,
                ClientCertificate.NONE,
                Set.of(),
                "TLSv1.2",
                List.of(),
                List.of(),
                20_000_000_000L,
                when,
                50_000_000L,
                0);
    }

    /// Like another, but clients have to show a certificate.
    public static TlsSettings verifying(TlsSettings settings, Set<String> pinned) {
        return new TlsSettings(
                settings.certificates(),
                path("authority.pem"),
                ClientCertificate.REQUIRED,
                pinned,
                settings.minimumVersion(),
                settings.cipherSuites(),
                settings.groups(),
                settings.handshakeTimeoutNanos(),
                settings.when(),
                settings.fallbackDelayNanos(),
                settings.connectionRateMax());
    }

    /// A client that trusts our authority and shows no certificate.
    public static SSLContext client() {
        return context(null);
    }

    /// A client that trusts our authority and shows a certificate.
    public static SSLContext client(String name) {
        return context(name);
    }

    private static SSLContext context(@Nullable String name) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, NO_PASSWORD);
            trusted.setCertificateEntry("authority", certificate("authority.pem"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            if (name != null) {
                Certificate[] chain = {certificate(name + ".pem")};
                own.setKeyEntry("own", key(name + ".key"), NO_PASSWORD, chain);
            }
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static Certificate certificate(String name) {
        try (InputStream in = Files.newInputStream(path(name))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static PrivateKey key(String name) throws GeneralSecurityException {
        try {
            String base64 = Files.readString(path(name)).replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
