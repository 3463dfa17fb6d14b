package io.natterjack.app.config.tls;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.transport.TlsSettings.KeyPairFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one `tls` block and looks at the files that it names.
public final class TlsReader {
    private static final String PREFIX = "error parsing tls config, ";
    private static final long AUTO_FALLBACK_NANOS = 50_000_000;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern OLD_VERSION = Pattern.compile("1\\.[01]");

    /// Between clusters, what a certificate says may be compared with known addresses.
    private final boolean betweenClusters;

    private final List<KeyPairFiles> certificates = new ArrayList<>();
    private final List<String> cipherSuites = new ArrayList<>();
    private final List<String> insecureSuites = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final Set<String> pinned = new LinkedHashSet<>();
    private String certificateFile = "";
    private String keyFile = "";
    private String authoritiesFile = "";
    private String minimumVersion = "TLSv1.2";
    private boolean verify;
    private boolean map;
    private boolean insecureAllowed;
    private boolean handshakeFirst;
    private long fallbackNanos;
    private long connectionRateMax;
    private double timeoutSeconds;

    private TlsReader(boolean betweenClusters) {
        this.betweenClusters = betweenClusters;
    }

    /// Reads the block of a listener for clients.
    ///
    /// @return null if it cannot be used, which is noted
    public static @Nullable TlsBlock read(Entry tls) {
        return new TlsReader(false).block(tls);
    }

    /// Reads the block of a connection between clusters.
    public static @Nullable TlsBlock readBetweenClusters(Entry tls) {
        return new TlsReader(true).block(tls);
    }

    /// What the flags `--tls…` say.
    ///
    /// @throws IllegalArgumentException if a file cannot be used
    public static TlsBlock ofFlags(String certificate, String key, String authorities, boolean verify) {
        TlsReader reader = new TlsReader(false);
        reader.certificateFile = certificate;
        reader.keyFile = key;
        reader.authoritiesFile = authorities;
        reader.verify = verify;
        return reader.checked();
    }

    private @Nullable TlsBlock block(Entry tls) {
        int errors = tls.findings().errorCount();
        tls.each(this::key);
        if (tls.findings().errorCount() > errors) {
            return null;
        }
        if (!certificates.isEmpty() && !certificateFile.isEmpty()) {
            throw tls.bad(PREFIX + "cannot combine 'cert_file' option with 'certs' option");
        }
        if (!insecureAllowed && !insecureSuites.isEmpty()) {
            throw tls.bad("insecure cipher suites configured without 'allow_insecure_cipher_suites' option set: "
                    + String.join(", ", insecureSuites));
        }
        try {
            return checked();
        } catch (IllegalArgumentException e) {
            throw tls.bad(String.valueOf(e.getMessage()));
        }
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "cert_file" -> certificateFile = file(entry);
            case "key_file" -> keyFile = file(entry);
            case "ca_file" -> authoritiesFile = file(entry);
            case "insecure" -> truth(entry);
            case "verify" -> verify = truth(entry);
            case "verify_and_map" -> {
                map = truth(entry);
                verify |= map;
            }
            case "verify_cert_and_check_known_urls" -> knownUrls(entry);
            case "allow_insecure_cipher_suites" -> insecureAllowed = truth(entry);
            case "cipher_suites" -> names(entry).forEach(this::cipherSuite);
            case "curve_preferences" -> names(entry).forEach(this::group);
            case "timeout" -> timeoutSeconds = seconds(entry, PREFIX + "'timeout' ");
            case "connection_rate_limit" -> connectionRateMax = rate(entry);
            case "pinned_certs" -> fingerprints(entry).forEach(this::fingerprint);
            case "handshake_first", "first", "immediate" -> when(entry);
            case "ocsp_peer" -> OcspPeer.read(entry);
            case "certs", "certificates" -> pairs(entry);
            case "min_version" -> minimumVersion = version(entry);
            case "cert_store", "cert_match_by", "cert_match", "ca_certs_match", "cert_match_skip_invalid" ->
                throw entry.bad("cert_store not compatible with current operating system");
            default -> throw entry.bad(PREFIX + "unknown field " + GoQuoted.text(entry.key()));
        }
    }

    private static String file(Entry entry) {
        if (entry.value() instanceof Value.Text text) {
            return text.text();
        }
        throw entry.bad(PREFIX + "expected '" + entry.name() + "' to be filename");
    }

    private static boolean truth(Entry entry) {
        if (entry.value() instanceof Value.Truth truth) {
            return truth.on();
        }
        throw entry.bad(PREFIX + "expected '" + entry.name() + "' to be a boolean");
    }

    private void knownUrls(Entry entry) {
        boolean on = truth(entry);
        if (on && !betweenClusters) {
            throw entry.bad("verify_cert_and_check_known_urls not supported in this context");
        }
        verify |= on;
    }

    private static List<Entry> names(Entry entry) {
        List<Entry> names = entry.items();
        if (names.isEmpty()) {
            throw entry.bad(PREFIX + "'" + entry.name() + "' cannot be empty");
        }
        return names;
    }

    private void cipherSuite(Entry entry) {
        String name = entry.text();
        if (TlsNames.INSECURE_CIPHER_SUITES.contains(name)) {
            insecureSuites.add(name);
        } else if (!TlsNames.CIPHER_SUITES.contains(name)) {
            throw entry.bad("unrecognized cipher " + name);
        }
        cipherSuites.add(name);
    }

    private void group(Entry entry) {
        String group = TlsNames.GROUPS.get(entry.text());
        if (group == null) {
            throw entry.bad("unrecognized curve preference " + entry.text());
        }
        groups.add(group);
    }

    /// Seconds as a number, or a duration.
    static double seconds(Entry entry, String prefix) {
        return switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Text text -> {
                try {
                    yield GoDuration.parse(text.text()) / 1e9;
                } catch (IllegalArgumentException e) {
                    throw entry.bad(prefix + e.getMessage());
                }
            }
            default -> throw entry.bad(prefix + "wrong type");
        };
    }

    private static long rate(Entry entry) {
        if (entry.value() instanceof Value.Whole whole) {
            return whole.number();
        }
        throw entry.bad(PREFIX + "'connection_rate_limit' wrong type");
    }

    private static List<Entry> fingerprints(Entry entry) {
        if (entry.value() instanceof Value.Sequence) {
            return entry.items();
        }
        throw entry.bad(PREFIX + "expected 'pinned_certs' to be a list of hex-encoded sha256 of DER encoded "
                + "SubjectPublicKeyInfo");
    }

    private void fingerprint(Entry entry) {
        String fingerprint = entry.text().toLowerCase(Locale.ROOT);
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw entry.bad(PREFIX + "'pinned_certs' key " + fingerprint
                    + " does not look like hex-encoded sha256 of DER encoded SubjectPublicKeyInfo");
        }
        pinned.add(fingerprint);
    }

    private void when(Entry entry) {
        switch (entry.value()) {
            case Value.Truth truth -> handshakeFirst = truth.on();
            case Value.Text text -> {
                switch (text.text().toLowerCase(Locale.ROOT)) {
                    case "true", "on" -> handshakeFirst = true;
                    case "false", "off" -> handshakeFirst = false;
                    case "auto", "auto_fallback" -> {
                        handshakeFirst = true;
                        fallbackNanos = AUTO_FALLBACK_NANOS;
                    }
                    default -> fallbackAfter(entry, text.text());
                }
            }
            default ->
                throw entry.bad("field " + GoQuoted.text(entry.key()) + " should be a boolean or a string, got "
                        + entry.typeName());
        }
    }

    private void fallbackAfter(Entry entry, String duration) {
        try {
            fallbackNanos = GoDuration.parse(duration);
            handshakeFirst = true;
        } catch (IllegalArgumentException _) {
            throw entry.bad(
                    "field " + GoQuoted.text(entry.key()) + "'s value " + GoQuoted.text(duration) + " is invalid");
        }
    }

    private void pairs(Entry entry) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad("error parsing certificates config: unsupported type map[string]interface {}");
        }
        entry.eachItem(item -> certificates.add(pair(item)));
    }

    private static KeyPairFiles pair(Entry item) {
        String[] files = {"", ""};
        if (!(item.value() instanceof Block)) {
            throw item.bad("error parsing certificates config: unsupported type " + item.typeName());
        }
        item.each(entry -> {
            if (!(entry.value() instanceof Value.Text text)) {
                throw entry.bad("error parsing certificates config: unsupported type " + entry.typeName());
            }
            switch (entry.key()) {
                case "cert_file" -> files[0] = text.text();
                case "key_file" -> files[1] = text.text();
                default ->
                    throw entry.bad("error parsing tls certs config, unknown field " + GoQuoted.text(entry.key()));
            }
        });
        if (files[0].isEmpty() || files[1].isEmpty()) {
            throw item.bad("error parsing certificates config: both 'cert_file' and 'cert_key' options are required");
        }
        try {
            return new KeyPairFiles(Path.of(files[0]), Path.of(files[1]));
        } catch (InvalidPathException e) {
            throw item.bad("open " + e.getInput() + ": invalid argument");
        }
    }

    private static String version(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("error parsing tls config: 'min_version' wrong type: "
                    + entry.value().shown());
        }
        String version = text.text();
        if (OLD_VERSION.matcher(version).matches()) {
            throw entry.bad("error parsing tls config: unsupported TLS version: TLS " + version);
        }
        return switch (version) {
            case "1.2" -> "TLSv1.2";
            case "1.3" -> "TLSv1.3";
            default -> throw entry.bad("error parsing tls config: unknown version: " + version);
        };
    }

    private TlsBlock checked() {
        if (certificateFile.isEmpty() != keyFile.isEmpty()) {
            String missing = keyFile.isEmpty() ? "key_file" : "cert_file";
            throw new IllegalArgumentException("missing '" + missing + "' in TLS configuration");
        }
        if (!certificateFile.isEmpty()) {
            KeyPairFiles pair = new KeyPairFiles(Path.of(certificateFile), Path.of(keyFile));
            check(pair, "error parsing X509 certificate/key pair: ");
            certificates.add(pair);
        } else {
            for (int i = 0; i < certificates.size(); i++) {
                String which = (i + 1) + "/" + certificates.size();
                check(certificates.get(i), "error parsing X509 certificate/key pair " + which + ": ");
            }
        }
        if (!authoritiesFile.isEmpty()) {
            CertificateFiles.checkAuthorities(Path.of(authoritiesFile));
        }
        return new TlsBlock(
                List.copyOf(certificates),
                authoritiesFile.isEmpty() ? null : Path.of(authoritiesFile),
                verify,
                map,
                Set.copyOf(pinned),
                minimumVersion,
                List.copyOf(cipherSuites),
                List.copyOf(groups),
                timeoutSeconds,
                handshakeFirst,
                fallbackNanos,
                connectionRateMax);
    }

    private static void check(KeyPairFiles pair, String prefix) {
        try {
            CertificateFiles.check(pair);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(prefix + e.getMessage(), e);
        }
    }
}
