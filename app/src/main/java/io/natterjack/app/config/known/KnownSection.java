package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.security.StringList;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Token;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.text.GoQuoted;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the top-level keys whose features do not exist yet.
public final class KnownSection implements Section {
    private static final Set<String> WRITE_TIMEOUTS = Set.of("default", "close", "retry");

    private @Nullable Keys keys;
    private @Nullable String clusterName;

    @Override
    public boolean accept(Entry entry) {
        if (keys == null) {
            keys = keys();
        }
        return keys.accept(entry);
    }

    /// Made when the first key is met that no other section knows: most configurations have none.
    private Keys keys() {
        return new Keys("")
                .with(this::cluster, "cluster")
                .with(GatewayKeys::check, "gateway")
                .with(LeafNodeKeys::check, "leafnodes", "leaf")
                .with(MqttKeys::check, "mqtt")
                .with(
                        OperatorKeys::operator,
                        "operator",
                        "operators",
                        "roots",
                        "root",
                        "root_operators",
                        "root_operator")
                .with(OperatorKeys::trusted, "trusted_keys", "trusted")
                .with(OperatorKeys::resolver, "resolver", "account_resolver", "accounts_resolver")
                .with(LeafNodeKeys::tls, "resolver_tls")
                .with(OperatorKeys::preload, "resolver_preload")
                .with(OperatorKeys::pinned, "resolver_pinned_accounts")
                .with(OperatorKeys::proxies, "proxies")
                .with(OcspKeys::stapling, "ocsp")
                .with(OcspKeys::cache, "ocsp_cache")
                .with(KnownSection::writeTimeout, "write_timeout")
                .with(KnownSection::featureFlags, "feature_flags")
                .number("prof_port")
                .number("prof_block_rate")
                .number("connect_error_reports")
                .number("reconnect_error_reports")
                .truth("disable_sublist_cache", "no_sublist_cache");
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifText("cluster_name", value -> clusterName = value);
    }

    /// @return null for none
    public @Nullable String clusterName() {
        return clusterName;
    }

    private boolean cluster(Entry entry) {
        ClusterKeys.check(entry);
        if (entry.value() instanceof Block block) {
            Token name = block.get("name");
            clusterName = name != null && name.value() instanceof Value.Text text ? text.text() : clusterName;
            return block.entries().keySet().stream().anyMatch(key -> !key.equals("name"));
        }
        return false;
    }

    static boolean writeTimeout(Entry entry) {
        if (!WRITE_TIMEOUTS.contains(entry.text())) {
            throw entry.bad("write_timeout must be 'default', 'close' or 'retry'");
        }
        return !entry.text().equals("default");
    }

    private static boolean featureFlags(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("error parsing feature flags: unsupported type " + entry.typeName());
        }
        entry.each(flag -> {
            if (!(flag.value() instanceof Value.Truth)) {
                throw flag.bad("error parsing feature flag " + GoQuoted.text(flag.key()) + ": expected bool, got "
                        + flag.typeName());
            }
        });
        return true;
    }

    /// A text whose case does not matter.
    static String lower(Entry entry) {
        return entry.text().toLowerCase(Locale.ROOT);
    }

    static boolean names(Entry entry) {
        return !StringList.read(entry, "accounts").isEmpty();
    }
}
