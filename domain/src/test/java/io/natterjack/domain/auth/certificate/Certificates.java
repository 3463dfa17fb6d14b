package io.natterjack.domain.auth.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// Client certificates made with openssl. What the reference reads in them is in its debug log.
public final class Certificates {
    private Certificates() {}

    public static X509Certificate read(String name) {
        try (InputStream in = Certificates.class.getResourceAsStream(name + ".pem")) {
            if (CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate read) {
                return read;
            }
            throw new AssertionError(name + " is no X.509 certificate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new AssertionError(name, e);
        }
    }
}
