package io.natterjack.app.config.unbuilt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.entry.Findings;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.section.OptionsReader;
import io.natterjack.app.config.syntax.ConfigFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each row of the table does what it says when its setting is met.
final class UnbuiltTest {
    private static final String ACCOUNT_KEY = "AAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB776S";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("cluster", "cluster { listen: 6222 }"),
            Map.entry("cluster.authorization", "cluster { authorization { user: a, password: b } }"),
            Map.entry("cluster.permissions", "cluster { permissions { import: \"a\" } }"),
            Map.entry("cluster.tls", "cluster { tls {} }"),
            Map.entry("gateway", "gateway { name: a }"),
            Map.entry("gateway.authorization", "gateway { authorization { user: a, password: b } }"),
            Map.entry("gateway.reject_unknown", "gateway { reject_unknown: true }"),
            Map.entry("gateway.tls", "gateway { tls {} }"),
            Map.entry("leafnodes", "leafnodes { listen: \"127.0.0.1:-1\" }"),
            Map.entry("leafnodes.authorization", "leaf { authorization { user: a, password: b } }"),
            Map.entry("leafnodes.min_version", "leafnodes { min_version: \"2.10.0\" }"),
            Map.entry("leafnodes.remotes.deny_exports", "leafnodes { remotes: [{ deny_exports: a }] }"),
            Map.entry("leafnodes.remotes.deny_imports", "leafnodes { remotes: [{ deny_imports: [a] }] }"),
            Map.entry("leafnodes.tls", "leafnodes { tls {} }"),
            Map.entry("mqtt", "mqtt { port: 1883 }"),
            Map.entry("mqtt.authorization", "mqtt { authorization { user: a } }"),
            Map.entry("mqtt.no_auth_user", "mqtt { no_auth_user: a }"),
            Map.entry("mqtt.tls", "mqtt { tls {} }"),
            Map.entry("jetstream.tpm", "jetstream { tpm { pcr: 1 } }"),
            Map.entry("jetstream.extension_hint", "jetstream { extension_hint: a }"),
            Map.entry("jetstream.limits.max_ha_assets", "jetstream { limits { max_ha_assets: 5 } }"),
            Map.entry("jetstream.max_outstanding_catchup", "jetstream { max_outstanding_catchup: 1M }"),
            Map.entry("jetstream.meta_compact", "jetstream { meta_compact: 5 }"),
            Map.entry("jetstream.meta_compact_size", "jetstream { meta_compact_size: 5 }"),
            Map.entry("jetstream.meta_compact_sync", "jetstream { meta_compact_sync: true }"),
            Map.entry("jetstream.max_concurrent_io", "jetstream { max_concurrent_io: 5 }"),
            Map.entry("operator", "operator: a"),
            Map.entry("trusted_keys", "trusted_keys: []"),
            Map.entry("resolver", "resolver: MEMORY"),
            Map.entry("resolver_tls", "resolver_tls {}"),
            Map.entry("resolver_preload", "resolver_preload {}"),
            Map.entry("resolver_pinned_accounts", "resolver_pinned_accounts: a"),
            Map.entry(
                    "authorization.auth_callout",
                    "authorization { auth_callout { issuer: " + ACCOUNT_KEY + ", auth_users: [a] } }"),
            Map.entry("authorization.proxy_required", "authorization { proxy_required: true }"),
            Map.entry("users.proxy_required", "authorization { users: [{ user: a, proxy_required: true }] }"),
            Map.entry("proxies", "proxies { trusted: [] }"),
            Map.entry("accounts.imports", "accounts { A { imports: [{}] } }"),
            Map.entry("accounts.exports", "accounts { A { exports: [{ stream: a }] } }"),
            Map.entry("accounts.jetstream.cluster_traffic", "accounts { A { jetstream { cluster_traffic: owner } } }"),
            Map.entry("accounts.msg_trace", "accounts { A { msg_trace: a } }"),
            Map.entry("accounts.nkey", "accounts { A { nkey: " + ACCOUNT_KEY + " } }"),
            Map.entry("tls.ocsp_peer", "tls { ocsp_peer: true }"),
            Map.entry("ocsp", "ocsp: true"),
            Map.entry("ocsp_cache", "ocsp_cache: true"),
            Map.entry("write_timeout", "write_timeout: retry"),
            Map.entry("feature_flags", "feature_flags { a: true }"),
            Map.entry("prof_port", "prof_port: 1"),
            Map.entry("prof_block_rate", "prof_block_rate: 1"),
            Map.entry("connect_error_reports", "connect_error_reports: 1"),
            Map.entry("reconnect_error_reports", "reconnect_error_reports: 1"),
            Map.entry("disable_sublist_cache", "disable_sublist_cache: true"));

    @Test
    void eachRowIsTested() {
        Set<String> rows = Unbuilt.TABLE.stream().map(Unbuilt.Row::path).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(rows, new TreeSet<>(SETTINGS.keySet()));
    }

    static Stream<Unbuilt.Row> rows() {
        return Unbuilt.TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSettingIsRefusedOrNamed(Unbuilt.Row row) {
        Findings findings = read(SETTINGS.getOrDefault(row.path(), ""));

        String quoted = "\"" + row.path() + "\"";
        switch (row.decision()) {
            case REFUSE -> assertOneNames(findings.errors(), quoted + " is not supported by this server yet");
            case WARN -> {
                assertEquals(List.of(), findings.errors());
                assertOneNames(findings.ignored(), quoted + " has no effect: " + row.why());
            }
        }
    }

    /// What asks for nothing is not worth a word.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jetstream { max_mem: 1G, extension_hint: \"\", meta_compact_sync: false, key: \"\" }",
                "accounts { A { jetstream { cluster_traffic: system } } }",
                "cluster { name: east }",
                "cluster {}",
                "leafnodes {}",
                "ocsp: false",
                "ocsp { mode: never }",
                "tls { ocsp_peer: false }",
                "tls { ocsp_peer { verify: false } }",
                "write_timeout: default",
                "prof_port: 0",
                "authorization { proxy_required: false }",
                "gateway { reject_unknown: false }",
            })
    void settingsThatAskForNothingAreNeitherRefusedNorNamed(String text) {
        Findings findings = read(text);

        assertEquals(List.of(), findings.errors());
        if (!text.startsWith("gateway")) {
            assertEquals(List.of(), findings.ignored());
        }
    }

    private static void assertOneNames(List<String> lines, String wanted) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(wanted)), () -> wanted + " in " + lines);
    }

    private static Findings read(String text) {
        return OptionsReader.read(ConfigFile.of(text, _ -> null), FlagValues.NONE)
                .findings();
    }
}
