package io.natterjack.app.config.tls;

import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.ClientCertificate;
import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import io.natterjack.ports.transport.TlsSettings.When;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a `tls` block says.
///
/// @param certificates      · may be empty
/// @param authorities       · null for those of the platform
/// @param verify            · clients must show a certificate
/// @param map               · the certificate says who the client is
/// @param pinned            · lower-case fingerprints; empty accepts all
/// @param minimumVersion    · `TLSv1.2` or `TLSv1.3`
/// @param cipherSuites      · empty for the defaults
/// @param groups            · empty for the defaults
/// @param timeoutSeconds    · 0 if not set
/// @param handshakeFirst    · before the greeting
/// @param fallbackNanos     · 0 never falls back
/// @param connectionRateMax · handshakes a second; 0 for any number
public record TlsBlock(
        List<KeyPairFiles> certificates,
        @Nullable Path authorities,
        boolean verify,
        boolean map,
        Set<String> pinned,
        String minimumVersion,
        List<String> cipherSuites,
        List<String> groups,
        double timeoutSeconds,
        boolean handshakeFirst,
        long fallbackNanos,
        long connectionRateMax) {
    public static final double DEFAULT_TIMEOUT_SECONDS = 2;

    /// @param optional · clients may do without TLS
    public TlsSettings settings(boolean optional) {
        return new TlsSettings(
                certificates,
                authorities,
                verify ? ClientCertificate.REQUIRED : ClientCertificate.NONE,
                pinned,
                minimumVersion,
                cipherSuites,
                groups,
                (long) (timeoutOrDefaultSeconds() * 1e9),
                when(optional),
                fallbackNanos,
                connectionRateMax);
    }

    public double timeoutOrDefaultSeconds() {
        return timeoutSeconds == 0 ? DEFAULT_TIMEOUT_SECONDS : timeoutSeconds;
    }

    private When when(boolean optional) {
        if (handshakeFirst) {
            return fallbackNanos > 0 ? When.FIRST_OR_AFTER_GREETING : When.FIRST;
        }
        return optional ? When.AFTER_GREETING_OPTIONAL : When.AFTER_GREETING;
    }
}
