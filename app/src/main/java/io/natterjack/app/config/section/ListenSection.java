package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.ListenAddress;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.ListenOptions;
import io.natterjack.app.config.tls.TlsBlock;
import io.natterjack.app.config.tls.TlsReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads where and how clients connect.
final class ListenSection implements Section {
    private static final String DEFAULT_HOST = "0.0.0.0";
    private static final int DEFAULT_PORT = 4222;

    private String host = "";
    private int port;
    private String advertise = "";
    private boolean proxyProtocol;
    private boolean allowNonTls;
    private @Nullable TlsBlock tls;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "listen" -> {
                ListenAddress address = ListenAddress.of(entry);
                host = address.host();
                port = address.port();
            }
            case "port" -> port = entry.number();
            case "host", "net" -> host = entry.text();
            case "client_advertise" -> advertise = entry.text();
            case "proxy_protocol" -> proxyProtocol = entry.truth();
            case "allow_non_tls" -> allowNonTls = entry.truth();
            case "tls" -> tls = TlsReader.read(entry);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifText("addr", value -> host = value);
        flags.ifNumber("port", value -> port = value);
        flags.ifText("client_advertise", value -> advertise = value);
    }

    /// Uses the flags `--tls…`: any of them turns TLS on, unless `--tls=false` turns it off.
    ///
    /// @throws IllegalArgumentException if a file is missing or cannot be used
    void overrideTls(FlagValues flags) {
        if (flags.given("tls") && !flags.on("tls")) {
            tls = null;
            return;
        }
        boolean wanted = flags.values().keySet().stream().anyMatch(name -> name.startsWith("tls"));
        if (!wanted) {
            return;
        }
        String certificate = Objects.requireNonNullElse(flags.text("tlscert"), "");
        String key = Objects.requireNonNullElse(flags.text("tlskey"), "");
        if (certificate.isEmpty()) {
            throw new IllegalArgumentException("TLS Server certificate must be present and valid");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("TLS Server private key must be present and valid");
        }
        String authorities = Objects.requireNonNullElse(flags.text("tlscacert"), "");
        tls = TlsReader.ofFlags(certificate, key, authorities, flags.on("tlsverify"));
    }

    ListenOptions options() {
        return new ListenOptions(
                host.isEmpty() ? DEFAULT_HOST : host,
                port == 0 ? DEFAULT_PORT : port,
                advertise.isEmpty() ? null : advertise,
                proxyProtocol,
                allowNonTls,
                tls == null ? null : tls.settings(allowNonTls));
    }

    /// Whether certificates say who clients are.
    boolean mapsCertificates() {
        return tls != null && tls.map();
    }

    /// How long clients have to say who they are, unless that is configured.
    double defaultAuthTimeoutSeconds() {
        return tls == null ? 2 : tls.timeoutOrDefaultSeconds() + 1;
    }
}
