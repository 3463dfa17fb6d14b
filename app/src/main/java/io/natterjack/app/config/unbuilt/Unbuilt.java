package io.natterjack.app.config.unbuilt;

import static io.natterjack.app.config.unbuilt.Unbuilt.Decision.REFUSE;
import static io.natterjack.app.config.unbuilt.Unbuilt.Decision.WARN;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.domain.text.GoQuoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server does when a setting asks for something that it cannot do yet.
///
/// A setting that restricts or secures anything is refused: a server that starts without it would be more open than its
/// operator believes. Every other one is named in the log, once, and has no effect. Settings that are not in this table
/// either work or are covered by the row of the block around them.
///
/// To make a feature known as built, delete its row.
public final class Unbuilt {
    /// What happens.
    public enum Decision {
        /// The server does not start.
        REFUSE,
        /// The server starts, and says that the setting has no effect.
        WARN
    }

    /// @param path     · block and key, such as `leafnodes.tls`
    /// @param decision · what happens when it is met
    /// @param why      · what the operator is told: what is missing, or what is secured
    public record Row(String path, Decision decision, String why) {}

    private static final String NO_CLUSTERS = "this server does not form clusters yet";
    private static final String NO_GATEWAYS = "this server does not connect to other clusters yet";
    private static final String NO_LEAFS = "this server does not accept or open leaf node connections yet";
    private static final String NO_MQTT = "this server does not speak MQTT yet";
    private static final String NO_ROUTING = "subjects are not shared between accounts yet";
    private static final String OPERATOR = "it says whom to trust";
    private static final String WHO = "it restricts who may connect";
    private static final String WHAT = "it restricts what connections may do";
    private static final String TLS = "it secures connections";
    private static final String AT_REST = "it encrypts what is stored";

    public static final List<Row> TABLE = List.of(
            new Row("cluster", WARN, NO_CLUSTERS),
            new Row("cluster.authorization", REFUSE, WHO),
            new Row("cluster.permissions", REFUSE, WHAT),
            new Row("cluster.tls", REFUSE, TLS),
            new Row("gateway", WARN, NO_GATEWAYS),
            new Row("gateway.authorization", REFUSE, WHO),
            new Row("gateway.reject_unknown", REFUSE, WHO),
            new Row("gateway.tls", REFUSE, TLS),
            new Row("leafnodes", WARN, NO_LEAFS),
            new Row("leafnodes.authorization", REFUSE, WHO),
            new Row("leafnodes.min_version", REFUSE, WHO),
            new Row("leafnodes.remotes.deny_exports", REFUSE, WHAT),
            new Row("leafnodes.remotes.deny_imports", REFUSE, WHAT),
            new Row("leafnodes.tls", REFUSE, TLS),
            new Row("mqtt", WARN, NO_MQTT),
            new Row("mqtt.authorization", REFUSE, WHO),
            new Row("mqtt.no_auth_user", REFUSE, WHO),
            new Row("mqtt.tls", REFUSE, TLS),
            new Row("jetstream.tpm", REFUSE, AT_REST),
            new Row("jetstream.extension_hint", WARN, NO_LEAFS),
            new Row("jetstream.limits.max_ha_assets", WARN, NO_CLUSTERS),
            new Row("jetstream.max_outstanding_catchup", WARN, NO_CLUSTERS),
            new Row("jetstream.meta_compact", WARN, NO_CLUSTERS),
            new Row("jetstream.meta_compact_size", WARN, NO_CLUSTERS),
            new Row("jetstream.meta_compact_sync", WARN, NO_CLUSTERS),
            new Row("jetstream.max_concurrent_io", WARN, "writes are synced in groups, however many there are"),
            new Row("operator", REFUSE, OPERATOR),
            new Row("trusted_keys", REFUSE, OPERATOR),
            new Row("resolver", REFUSE, OPERATOR),
            new Row("resolver_tls", REFUSE, OPERATOR),
            new Row("resolver_preload", REFUSE, OPERATOR),
            new Row("resolver_pinned_accounts", REFUSE, OPERATOR),
            new Row("authorization.auth_callout", REFUSE, WHO),
            new Row("authorization.proxy_required", REFUSE, WHO),
            new Row("users.proxy_required", REFUSE, WHO),
            new Row("proxies", REFUSE, WHO),
            new Row("accounts.imports", WARN, NO_ROUTING),
            new Row("accounts.exports", WARN, NO_ROUTING),
            new Row("accounts.jetstream.cluster_traffic", WARN, NO_CLUSTERS),
            new Row("accounts.msg_trace", WARN, "the path of messages is not traced yet"),
            new Row("accounts.nkey", WARN, "accounts go by their names"),
            new Row("tls.ocsp_peer", REFUSE, "it restricts which certificates are accepted"),
            new Row("ocsp", REFUSE, "it proves that the server's certificate is not revoked"),
            new Row("ocsp_cache", WARN, "certificates are not checked with OCSP yet"),
            new Row("write_timeout", WARN, "clients that do not read are always disconnected"),
            new Row("feature_flags", WARN, "the features that they switch do not exist yet"),
            new Row("prof_port", WARN, "profiling is a matter of the JVM's own tools"),
            new Row("prof_block_rate", WARN, "profiling is a matter of the JVM's own tools"),
            new Row("connect_error_reports", WARN, "this server does not connect to others yet"),
            new Row("reconnect_error_reports", WARN, "this server does not connect to others yet"),
            new Row("disable_sublist_cache", WARN, "matches are always remembered"));

    private static final Map<String, Row> BY_PATH = byPath();

    private Unbuilt() {}

    /// A setting was met. Does what the table says about it, which may be nothing.
    public static void meet(String path, Entry entry) {
        Row row = BY_PATH.get(path);
        if (row != null) {
            switch (row.decision) {
                case REFUSE -> entry.error(refusal(row));
                case WARN -> entry.findings().ignored(entry.token().position() + ": " + warning(row));
            }
        }
    }

    /// What the table says about a path.
    ///
    /// @return null if nothing
    public static @Nullable Row row(String path) {
        return BY_PATH.get(path);
    }

    /// The line about a setting that has no effect.
    public static String warning(Row row) {
        return GoQuoted.text(row.path) + " has no effect: " + row.why;
    }

    private static String refusal(Row row) {
        return GoQuoted.text(row.path) + " is not supported by this server yet, and " + row.why
                + ", so the server does not start without it";
    }

    private static Map<String, Row> byPath() {
        Map<String, Row> rows = new LinkedHashMap<>();
        TABLE.forEach(row -> rows.put(row.path, row));
        return rows;
    }
}
