package io.natterjack.app.config.tls;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Names of cipher suites and key exchange groups that a configuration may use.
public final class TlsNames {
    static final Set<String> CIPHER_SUITES = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /// Only with `allow_insecure_cipher_suites`.
    static final Set<String> INSECURE_CIPHER_SUITES = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
            "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_RC4_128_SHA");

    /// From the configuration's name of a group to Java's.
    static final Map<String, String> GROUPS = Map.of(
            "SecP384r1MLKEM1024", "SecP384r1MLKEM1024",
            "SecP256r1MLKEM768", "SecP256r1MLKEM768",
            "X25519MLKEM768", "X25519MLKEM768",
            "X25519", "x25519",
            "CurveP256", "secp256r1",
            "CurveP384", "secp384r1",
            "CurveP521", "secp521r1");

    private TlsNames() {}

    /// Cipher suites in the order of the alphabet, for the help text.
    public static SortedSet<String> cipherSuites() {
        SortedSet<String> all = new TreeSet<>(CIPHER_SUITES);
        all.addAll(INSECURE_CIPHER_SUITES);
        return all;
    }

    /// Groups in the order of the alphabet, for the help text.
    public static SortedSet<String> groups() {
        return new TreeSet<>(GROUPS.keySet());
    }
}
