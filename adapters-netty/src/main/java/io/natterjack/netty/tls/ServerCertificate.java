package io.natterjack.netty.tls;

import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One certificate of the server, with the chain that proves it and the key that belongs to it.
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;

    ServerCertificate {
        chain = List.copyOf(chain);
    }

    static ServerCertificate read(KeyPairFiles files) {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = PrivateKeys.read(files.key());
        PublicKey certified = chain.getFirst().getPublicKey();
        if (!belongTogether(key, certified)) {
            throw new ListenException(
                    "the private key in " + files.key() + " does not match the public key in " + files.certificate());
        }
        return new ServerCertificate(chain, key);
    }

    /// Every certificate of a PEM file; there is at least one.
    static List<X509Certificate> certificates(Path path) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemFile.Block block : PemFile.read(path).blocks()) {
                if (block.label().equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (CertificateException damaged) {
            throw new ListenException("failed to parse a certificate in " + path, damaged);
        }
        if (found.isEmpty()) {
            throw new ListenException("failed to find a PEM block with a certificate in " + path);
        }
        return found;
    }

    /// `RSA`, `EC` or `EdDSA`, as key managers are asked for.
    String keyAlgorithm() {
        String algorithm = key.getAlgorithm();
        return algorithm.equals("Ed25519") || algorithm.equals("Ed448") ? "EdDSA" : algorithm;
    }

    /// Whether the certificate was issued for a host, wildcards in its first label included.
    boolean names(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        String wildcard = dot > 0 ? "*" + wanted.substring(dot) : wanted;
        for (String name : names()) {
            if (name.equals(wanted) || name.equals(wildcard)) {
                return true;
            }
        }
        return false;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternativeNames()) {
            if (name.get(0).equals(DNS_NAME)) {
                names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private Collection<List<?>> alternativeNames() {
        try {
            @Nullable Collection<List<?>> names = chain.getFirst().getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException _) {
            return List.of(); // A certificate with unreadable names has none that a client could ask for.
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            byte[] probe = {1, 2, 3};
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // Keys of two algorithms do not belong together.
        }
    }
}
