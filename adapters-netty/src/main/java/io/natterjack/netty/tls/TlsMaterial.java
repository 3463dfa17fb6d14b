package io.natterjack.netty.tls;

import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.ClientCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Everything that handshakes of one listener need, read and checked. Made anew when the listener is reconfigured, so
/// that certificates are replaced without touching connections that are open.
///
/// A client that comes back may resume its session, which spares both ends the costly part of a handshake. The JDK does
/// not look at the client's certificate then, not even whether it has expired. So clients that have to show one get no
/// session to come back to: each handshake has a context of its own.
public final class TlsMaterial {
    private final KeyManager[] keys;
    private final TrustManager @Nullable [] trust;
    private final SSLContext context;
    private final SSLParameters parameters;
    private final Set<String> pinned;

    private TlsMaterial(KeyManager[] keys, TrustManager @Nullable [] trust, TlsSettings settings)
            throws GeneralSecurityException {
        this.keys = keys;
        this.trust = trust;
        this.context = newContext(keys, trust);
        this.parameters = parameters(settings, context);
        this.pinned = settings.pinned();
    }

    /// @throws ListenException if a file cannot be used or a name is unknown; the message names it
    public static TlsMaterial of(TlsSettings settings) {
        List<ServerCertificate> certificates =
                settings.certificates().stream().map(ServerCertificate::read).toList();
        if (certificates.isEmpty()) {
            throw new ListenException("missing a certificate for TLS");
        }
        try {
            return new TlsMaterial(new KeyManager[] {new CertificateChoice(certificates)}, trust(settings), settings);
        } catch (GeneralSecurityException failed) {
            throw new ListenException("TLS cannot be used: " + failed.getMessage(), failed);
        }
    }

    /// The server's side of one new handshake.
    public SSLEngine newEngine() {
        SSLEngine engine = (parameters.getNeedClientAuth() ? contextForOne() : context).createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext contextForOne() {
        try {
            return newContext(keys, trust);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the first one could be made", impossible);
        }
    }

    private static SSLContext newContext(KeyManager[] keys, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /// Whether the client's own key is one of those that are pinned. True if none are.
    public boolean isPinned(TlsIdentity identity) {
        if (pinned.isEmpty()) {
            return true;
        }
        return !identity.peerChain().isEmpty()
                && pinned.contains(fingerprint(identity.peerChain().getFirst()));
    }

    /// What a completed handshake has established.
    ///
    /// @param first · the handshake came before the greeting
    public static TlsIdentity identity(SSLSession session, boolean first) {
        return new TlsIdentity(
                session.getProtocol().replace("TLSv", ""), session.getCipherSuite(), peerChain(session), first);
    }

    private static List<X509Certificate> peerChain(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException _) {
            return List.of(); // No certificate was asked for.
        }
    }

    /// Lower-case SHA-256 of the SubjectPublicKeyInfo.
    private static String fingerprint(Certificate certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TrustManager @Nullable [] trust(TlsSettings settings) throws GeneralSecurityException {
        if (settings.authorities() == null) {
            return null;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        int number = 0;
        for (X509Certificate authority : ServerCertificate.certificates(settings.authorities())) {
            store.setCertificateEntry("ca-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLParameters parameters(TlsSettings settings, SSLContext context) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(
                settings.minimumVersion().equals("TLSv1.3")
                        ? new String[] {"TLSv1.3"}
                        : new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(settings.clientCertificate() == ClientCertificate.REQUIRED);
        CipherNames names = new CipherNames(context.getSupportedSSLParameters());
        parameters.setCipherSuites(names.suites(settings.cipherSuites(), context.getDefaultSSLParameters()));
        if (!settings.groups().isEmpty()) {
            parameters.setNamedGroups(names.groups(settings.groups()));
        }
        return parameters;
    }
}
