package io.natterjack.app.log;

import io.natterjack.app.config.entry.ByteText;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.streams.MemoryProvider;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.TlsSettings.When;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lines that a server logs while it starts. Programs that start servers look for them.
///
/// Call the methods in the order they stand in.
public final class StartupLines {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$\\d{2}\\$.*", Pattern.DOTALL);
    private static final int LARGE_PAYLOAD_BYTES = 8 << 20;

    private final ServerLog log;
    private final ServerOptions options;

    public StartupLines(ServerLog log, ServerOptions options) {
        this.log = log;
        this.options = options;
    }

    /// Before anything is opened.
    public void begin(ServerIdentity identity) {
        log.info("Starting nats-server");
        log.info("  Version:  " + identity.version());
        log.info("  Git:      [" + (identity.gitCommit().isEmpty() ? "not set" : identity.gitCommit()) + "]");
        if (identity.clusterName() != null) {
            log.info("  Cluster:  " + identity.clusterName());
        }
        log.info("  Name:     " + identity.name());
        if (options.jetStream().enabled()) {
            log.info("  Node:     " + NodeName.of(identity.name()));
        }
        log.info("  ID:       " + identity.id());
        if (hasPlainPassword(options.authorization())) {
            log.warn("Plaintext passwords detected, use nkeys or bcrypt");
        }
        if (!options.source().file().isEmpty()) {
            log.info("Using configuration file: " + options.source().file() + " ("
                    + options.source().digest() + ")");
        }
        if (options.limits().payloadBytesMax() > LARGE_PAYLOAD_BYTES) {
            log.warn("Maximum payloads over 8.00 MB are generally discouraged and could lead to poor performance");
        }
        options.ignored().forEach(log::warn);
    }

    /// Monitoring can be asked.
    ///
    /// @param address · with the bound port
    public void monitor(HostPort address) {
        log.info("Starting " + (options.monitor().secure() ? "https" : "http") + " monitor on " + address);
    }

    /// JetStream is about to start.
    ///
    /// @param temporary · its folder lies among the temporary files
    public void jetStream(JetStreamSettings settings, boolean temporary) {
        log.info("Starting JetStream");
        if (temporary) {
            log.warn("Temporary storage directory used, data could be lost on system reboot");
        }
        JetStreamSettings.Store store = settings.store();
        log.info("---------------- JETSTREAM ----------------");
        if (settings.strict()) {
            log.info("  Strict:          true");
        }
        log.info("  Max Memory:      " + ByteText.of(settings.memoryBytesMax()));
        log.info("  Max Storage:     " + ByteText.of(settings.fileBytesMax()));
        if (store.name().equals(JetStreamSettings.Store.FILE)) {
            log.info("  Store Directory: " + GoQuoted.text(store.directory()));
        } else {
            log.info("  Storage:         " + store.name());
        }
        if (!store.others().isEmpty()) {
            log.info("  On Request:      "
                    + String.join(", ", new TreeSet<>(store.others().keySet())));
        }
        log.info("  Durability:      " + durability(store));
        if (!settings.domain().isEmpty()) {
            log.info("  Domain:          " + settings.domain());
        }
        String cipher = cipher(store);
        if (cipher != null) {
            log.info("  Encryption:      " + (cipher.equals("aes") ? "AES-GCM" : "ChaCha20-Poly1305"));
        }
        log.info("  API Level:       " + ApiLevel.SUPPORTED);
        log.info("-------------------------------------------");
        List<String> plain = cipher == null ? List.of() : unencrypted(store);
        if (!plain.isEmpty()) {
            log.warn("The key of JetStream is for streams in files: those in " + String.join(", ", plain)
                    + " are not encrypted with it");
        }
    }

    /// How streams are encrypted, of whichever storage that is said; null for none.
    private static @Nullable String cipher(JetStreamSettings.Store store) {
        Map<String, String> files = store.others().getOrDefault(JetStreamSettings.Store.FILE, Map.of());
        return files.getOrDefault("cipher", store.options().get("cipher"));
    }

    /// Storages on a disk of somebody else's that nobody has told of a key.
    private static List<String> unencrypted(JetStreamSettings.Store store) {
        Map<String, Map<String, String>> all = new TreeMap<>(store.others());
        all.put(store.name(), store.options());
        return all.entrySet().stream()
                .filter(one ->
                        !one.getValue().containsKey("cipher") && !one.getKey().equals(MemoryProvider.NAME))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Not a line of the reference, which has one level only.
    private static String durability(JetStreamSettings.Store store) {
        return switch (store.durability()) {
            case DISK -> "disk";
            case PAGE_CACHE -> "page cache, synced every " + GoDuration.text(store.syncIntervalNanos());
            case MEMORY -> "memory";
        };
    }

    /// WebSocket clients can connect.
    ///
    /// @param address · with the bound port
    public void webSocket(HostPort address) {
        WebSocketOptions webSocket = options.webSocket();
        boolean secure = webSocket != null && webSocket.tls() != null;
        log.info("Listening for websocket clients on " + (secure ? "wss" : "ws") + "://" + address);
        if (!secure) {
            log.warn("Websocket not configured with TLS. DO NOT USE IN PRODUCTION!");
        }
    }

    /// Clients can connect.
    ///
    /// @param address · with the bound port
    public void clients(HostPort address) {
        log.info("Listening for client connections on " + address);
        if (options.clients().proxyProtocol()) {
            log.info("PROXY protocol enabled for client connections");
        }
        TlsSettings tls = options.clients().tls();
        if (tls != null) {
            log.info("TLS " + (options.clients().allowNonTls() ? "available" : "required") + " for client connections");
            if (tls.when() == When.FIRST) {
                log.warn("Clients that are not using \"TLS Handshake First\" option will fail to connect");
            }
        }
    }

    /// All listeners are open.
    public void ready() {
        log.info("Server is ready");
    }

    private static boolean hasPlainPassword(AuthorizationSettings authorization) {
        UserSettings single = authorization.single();
        if (single != null && isPlain(single.password())) {
            return true;
        }
        return Stream.concat(
                        authorization.users().stream(),
                        authorization.accounts().stream().flatMap(account -> account.users().stream()))
                .filter(user -> user.nkey() == null)
                .filter(user -> !authorization.mapCertificates() || !isEmpty(user.password()))
                .anyMatch(user -> isPlain(user.password()) || isEmpty(user.password()));
    }

    private static boolean isPlain(@Nullable String password) {
        return !isEmpty(password) && !BCRYPT.matcher(String.valueOf(password)).matches();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
