package io.natterjack.app.config.tls;

import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/// Looks whether certificate files can be used, before a listener needs them.
final class CertificateFiles {
    private CertificateFiles() {}

    /// @throws IllegalArgumentException if they cannot, with the reference's words
    static void check(KeyPairFiles pair) {
        String certificate = read(pair.certificate());
        String key = read(pair.key());
        if (!certificate.contains("-----BEGIN ")) {
            throw new IllegalArgumentException("tls: failed to find any PEM data in certificate input");
        }
        if (!certificate.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException(
                    "tls: failed to find certificate PEM data in certificate input, but did find a private key; "
                            + "PEM inputs may have been switched");
        }
        if (!key.contains("-----BEGIN ")) {
            throw new IllegalArgumentException("tls: failed to find any PEM data in key input");
        }
        if (!key.contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "tls: found a certificate rather than a key in the PEM for the private key");
        }
        if (!readable(certificate)) {
            throw new IllegalArgumentException("x509: malformed certificate");
        }
    }

    /// @throws IllegalArgumentException if the file holds no certificate, with the reference's words
    static void checkAuthorities(Path file) {
        if (!readable(read(file))) {
            throw new IllegalArgumentException("failed to parse root ca certificate");
        }
    }

    private static boolean readable(String pem) {
        int begin = pem.indexOf("-----BEGIN CERTIFICATE-----");
        if (begin < 0) {
            return false;
        }
        try {
            byte[] first = pem.substring(begin).getBytes(StandardCharsets.ISO_8859_1);
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(first));
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("open " + file + ": no such file or directory");
        } catch (AccessDeniedException _) {
            throw new IllegalArgumentException("open " + file + ": permission denied");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "read " + file + ": " + (Files.isDirectory(file) ? "is a directory" : e.getMessage()));
        }
    }
}
