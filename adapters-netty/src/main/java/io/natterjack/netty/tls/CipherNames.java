package io.natterjack.netty.tls;

import io.natterjack.ports.transport.ListenException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;

/// Translates the names of cipher suites and of key exchange groups into those of the JDK.
final class CipherNames {
    private static final Map<String, String> SUITES = Map.of(
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final Map<String, String> GROUPS = Map.of(
            "curvep256", "secp256r1",
            "curvep384", "secp384r1",
            "curvep521", "secp521r1",
            "p-256", "secp256r1",
            "p-384", "secp384r1",
            "p-521", "secp521r1");

    private final SSLParameters supported;

    CipherNames(SSLParameters supported) {
        this.supported = supported;
    }

    /// The suites of TLS 1.3 are never left out: only those of TLS 1.2 can be chosen.
    String[] suites(List<String> wanted, SSLParameters defaults) {
        if (wanted.isEmpty()) {
            return defaults.getCipherSuites();
        }
        Set<String> known = Set.of(supported.getCipherSuites());
        Set<String> suites = new LinkedHashSet<>();
        for (String name : wanted) {
            String suite = SUITES.getOrDefault(name, name);
            if (!known.contains(suite)) {
                throw new ListenException("unrecognized cipher " + name);
            }
            suites.add(suite);
        }
        Stream.of(defaults.getCipherSuites())
                .filter(suite -> suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_"))
                .forEach(suites::add);
        return suites.toArray(String[]::new);
    }

    /// Groups that this JDK does not know are skipped as long as one is left: they are preferences.
    String[] groups(List<String> wanted) {
        List<String> known = Arrays.stream(supported.getNamedGroups())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        String[] groups = wanted.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> GROUPS.getOrDefault(name, name))
                .filter(known::contains)
                .toArray(String[]::new);
        if (groups.length == 0) {
            throw new ListenException("unrecognized curve preference " + String.join(", ", wanted));
        }
        return groups;
    }
}
