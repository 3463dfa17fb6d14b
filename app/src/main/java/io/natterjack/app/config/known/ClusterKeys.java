package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.security.AuthorizationBlock;
import io.natterjack.app.config.security.PermissionsReader;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.tls.TlsReader;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;

/// Checks a `cluster` block.
final class ClusterKeys {
    private static final long PING_INTERVAL_MAX_NANOS = 30 * GoDuration.SECOND_NANOS;

    private static final Keys CLUSTER = new Keys("cluster")
            .with(entry -> name(entry, "cluster"), "name")
            .address("listen")
            .number("port")
            .text("host", "net")
            .with(entry -> authorization(entry, "Cluster"), "authorization")
            .with(entry -> Urls.checkAll(entry, "route"), "routes")
            .with(ClusterKeys::tls, "tls")
            .text("cluster_advertise", "advertise")
            .truth("no_advertise")
            .number("connect_retries")
            .truth("connect_backoff")
            .with(ClusterKeys::permissions, "permissions")
            .number("pool_size")
            .with(KnownSection::names, "accounts")
            .with(ClusterKeys::compression, "compression")
            .with(ClusterKeys::pingInterval, "ping_interval")
            .number("ping_max")
            .duration("write_deadline")
            .with(KnownSection::writeTimeout, "write_timeout");

    private ClusterKeys() {}

    static void check(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected map to define cluster, got " + entry.typeName());
        }
        CLUSTER.check(entry);
    }

    static boolean name(Entry entry, String what) {
        if (entry.text().contains(" ")) {
            throw entry.bad(what + " name cannot contain spaces");
        }
        return true;
    }

    static boolean tls(Entry entry) {
        TlsReader.readBetweenClusters(entry);
        return true;
    }

    static boolean authorization(Entry entry, String what) {
        AuthorizationBlock block = AuthorizationBlock.read(entry);
        if (block.users() != null) {
            throw entry.bad(what + " authorization does not allow multiple users");
        }
        if (!block.token().isEmpty()) {
            throw entry.bad(what + " authorization does not support tokens");
        }
        return true;
    }

    private static boolean permissions(Entry entry) {
        if (PermissionsReader.read(entry).responses() != null) {
            throw entry.bad("Cluster permissions do not support dynamic responses");
        }
        return true;
    }

    private static boolean pingInterval(Entry entry) {
        if (entry.durationNanos("ping_interval") > PING_INTERVAL_MAX_NANOS) {
            entry.findings()
                    .warning(entry.token(), "Cluster 'ping_interval' will reset to 30s which is the max for routes");
        }
        return true;
    }

    static boolean compression(Entry entry) {
        switch (entry.value()) {
            case Value.Text _, Value.Truth _ -> {}
            case Block _ -> entry.each(ClusterKeys::compressionKey);
            default ->
                throw entry.bad("field " + GoQuoted.text(entry.key()) + " should be a boolean or a structure, got "
                        + entry.typeName());
        }
        return true;
    }

    private static void compressionKey(Entry entry) {
        switch (entry.name()) {
            case "mode" -> entry.text();
            case "rtt_thresholds", "thresholds", "rtts", "rtt" ->
                entry.eachItem(item -> {
                    try {
                        GoDuration.parse(item.text());
                    } catch (IllegalArgumentException e) {
                        throw entry.bad(String.valueOf(e.getMessage()));
                    }
                });
            default -> entry.unknown();
        }
    }
}
