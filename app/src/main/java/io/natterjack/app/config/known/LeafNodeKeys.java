package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.security.AuthorizationBlock;
import io.natterjack.app.config.security.PermissionsReader;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.tls.TlsReader;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks a `leafnodes` block.
final class LeafNodeKeys {
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+).*");

    private static final Keys PROXY = new Keys("leafnodes.remotes.proxy")
            .text("url")
            .text("username")
            .text("password")
            .with(entry -> entry.durationNanos("proxy timeout") != 0, "timeout")
            .with(LeafNodeKeys::tls, "tls");

    private static final Keys REMOTE = new Keys("leafnodes.remotes")
            .truth("no_randomize", "dont_randomize")
            .with(LeafNodeKeys::urls, "url", "urls")
            .text("account", "local")
            .text("creds", "credentials")
            .text("nkey", "seed")
            .with(LeafNodeKeys::tls, "tls")
            .truth("hub")
            .with(LeafNodeKeys::subjects, "deny_imports", "deny_import")
            .with(LeafNodeKeys::subjects, "deny_exports", "deny_export")
            .truth("ws_compression", "ws_compress", "websocket_compress", "websocket_compression")
            .truth("ws_no_masking", "websocket_no_masking")
            .with(LeafNodeKeys::migrate, "jetstream_cluster_migrate", "js_cluster_migrate")
            .truth("isolate_leafnode_interest", "isolate")
            .truth("request_isolation")
            .with(ClusterKeys::compression, "compression")
            .duration("first_info_timeout")
            .duration("dial_timeout")
            .truth("disabled")
            .with(LeafNodeKeys::proxy, "proxy")
            .truth("ignore_discovered_servers");

    private static final Keys USER = new Keys("leafnodes.authorization.users")
            .text("user", "username")
            .text("pass", "password")
            .text("account")
            .truth("proxy_required");

    private static final Keys AUTHORIZATION = new Keys("leafnodes.authorization")
            .text("user", "username")
            .text("pass", "password")
            .with(LeafNodeKeys::nkey, "nkey")
            .with(entry -> AuthorizationBlock.timeoutSeconds(entry, "leafnode authorization") > 0, "timeout")
            .with(LeafNodeKeys::users, "users")
            .text("account")
            .truth("proxy_required");

    private static final Keys LEAF_NODES = new Keys("leafnodes")
            .address("listen")
            .number("port")
            .text("host", "net")
            .block(AUTHORIZATION, "authorization")
            .with(LeafNodeKeys::remotes, "remotes")
            .with(entry -> entry.durationNanos("reconnect") != 0, "reconnect", "reconnect_delay", "reconnect_interval")
            .duration("dial_timeout")
            .with(LeafNodeKeys::tls, "tls")
            .text("leafnode_advertise", "advertise")
            .truth("no_advertise")
            .with(LeafNodeKeys::minimumVersion, "min_version", "minimum_version")
            .with(ClusterKeys::compression, "compression")
            .truth("isolate_leafnode_interest", "isolate")
            .duration("write_deadline")
            .with(KnownSection::writeTimeout, "write_timeout");

    private LeafNodeKeys() {}

    static boolean check(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected map to define a leafnode, got " + entry.typeName());
        }
        LEAF_NODES.check(entry);
        return !entry.block().entries().isEmpty();
    }

    static boolean tls(Entry entry) {
        TlsReader.read(entry);
        return true;
    }

    private static boolean subjects(Entry entry) {
        return PermissionsReader.subjects(entry, false) != null;
    }

    private static boolean nkey(Entry entry) {
        PublicNkey key = PublicNkey.parse(entry.text());
        if (key == null || key.kind() != NkeyKind.USER) {
            throw entry.bad("Not a valid public nkey for leafnode authorization");
        }
        return true;
    }

    private static boolean users(Entry entry) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad(
                    "Expected users field to be an array, got " + entry.value().shown());
        }
        entry.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("Expected user entry to be a map/struct, got "
                        + item.value().shown());
            }
            USER.check(item);
        });
        return true;
    }

    private static boolean remotes(Entry entry) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad("Expected remotes field to be an array, got " + entry.typeName());
        }
        entry.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("Expected remote leafnode entry to be a map/struct, got "
                        + item.value().shown());
            }
            REMOTE.check(item);
        });
        return !entry.items().isEmpty();
    }

    private static boolean urls(Entry entry) {
        switch (entry.value()) {
            case Value.Sequence _ -> Urls.checkAll(entry, "leafnode");
            case Value.Text _ -> Urls.check(entry, "leafnode");
            default ->
                throw entry.bad("Expected remote leafnode url to be an array or string, got "
                        + entry.value().shown());
        }
        return true;
    }

    private static boolean migrate(Entry entry) {
        switch (entry.value()) {
            case Value.Truth _ -> {}
            case Block _ ->
                entry.each(key -> {
                    if (key.key().equals("leader_migrate_delay")) {
                        key.durationNanos("leader_migrate_delay");
                    }
                });
            default ->
                throw entry.bad("Expected boolean or map for jetstream_cluster_migrate, got " + entry.typeName());
        }
        return true;
    }

    private static boolean proxy(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected proxy to be a map, got " + entry.typeName());
        }
        PROXY.check(entry);
        return true;
    }

    private static boolean minimumVersion(Entry entry) {
        Matcher version = VERSION.matcher(entry.text());
        if (!version.matches()) {
            throw entry.bad("invalid leafnode's minimum version: invalid semver");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < 2 || (major == 2 && minor < 8)) {
            throw entry.bad("the minimum version should be at least 2.8.0");
        }
        return true;
    }
}
