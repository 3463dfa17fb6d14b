package io.natterjack.domain.monitor.connz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.auth.certificate.CertificateNames;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A certificate that a client has shown.
///
/// @param subject    · as a line; null if there is none
/// @param spkiSha256 · hash of the public key, in hexadecimal
/// @param certSha256 · hash of the certificate, in hexadecimal
public record PeerCertificate(
        @Nullable String subject,
        @Json.Property("spki_sha256") String spkiSha256,
        @Json.Property("cert_sha256") String certSha256) {
    static PeerCertificate of(X509Certificate certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            HexFormat hex = HexFormat.of();
            return new PeerCertificate(
                    CertificateNames.of(certificate).texts().stream()
                            .reduce((_, last) -> last)
                            .orElse(null),
                    hex.formatHex(digest.digest(certificate.getPublicKey().getEncoded())),
                    hex.formatHex(digest.digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a verified certificate has an encoding", e);
        }
    }
}
