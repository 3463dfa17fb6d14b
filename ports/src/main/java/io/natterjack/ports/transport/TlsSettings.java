package io.natterjack.ports.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a listener uses TLS.
///
/// @param certificates            · at least one; the one that suits the client's name and algorithms is used
/// @param authorities             · PEM file of those who may sign client certificates; null for the platform's
/// @param clientCertificate       · what is asked of clients
/// @param pinned                  · lower-case SHA-256 fingerprints of accepted client keys; empty accepts all
/// @param minimumVersion          · `TLSv1.2` or `TLSv1.3`
/// @param cipherSuites            · IANA names in order of preference; empty for the platform's
/// @param groups                  · names of key exchange groups in order of preference; empty for the platform's
/// @param handshakeTimeoutNanos   · a handshake that takes longer ends the connection
/// @param when                    · before or after the greeting
/// @param fallbackDelayNanos      · how long [When#FIRST_OR_AFTER_GREETING] waits for a client to begin
/// @param connectionRateMax       · handshakes a second; 0 for any number
public record TlsSettings(
        List<KeyPairFiles> certificates,
        @Nullable Path authorities,
        ClientCertificate clientCertificate,
        Set<String> pinned,
        String minimumVersion,
        List<String> cipherSuites,
        List<String> groups,
        long handshakeTimeoutNanos,
        When when,
        long fallbackDelayNanos,
        long connectionRateMax) {
    public TlsSettings {
        certificates = List.copyOf(certificates);
        pinned = Set.copyOf(pinned);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
    }

    /// PEM files of a certificate chain and of its private key.
    public record KeyPairFiles(Path certificate, Path key) {}

    /// What is asked of clients.
    public enum ClientCertificate {
        NONE,
        /// Asked for, and refused if it does not verify.
        REQUIRED
    }

    /// When the handshake takes place.
    public enum When {
        /// Right after the greeting, always.
        AFTER_GREETING,
        /// Right after the greeting if the client begins one; else the connection stays plain.
        AFTER_GREETING_OPTIONAL,
        /// Before the greeting, always.
        FIRST,
        /// Before the greeting if the client begins in time, else right after it.
        FIRST_OR_AFTER_GREETING
    }
}
