package io.natterjack.app.config.section;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.LogOptions;
import io.natterjack.app.config.options.MonitorOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.config.syntax.ConfigFile;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.PermissionSettings.Responses;
import io.natterjack.domain.settings.UserSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsReaderTest {
    @Test
    void withoutAFileEverythingIsTheDefault() {
        ServerOptions options = assertRead(null, Map.of());

        assertEquals("0.0.0.0", options.clients().host());
        assertEquals(4222, options.clients().port());
        assertEquals(Limits.DEFAULT, options.limits());
        assertEquals(AuthorizationSettings.OPEN, options.authorization());
        assertFalse(options.monitor().enabled());
        assertNull(options.webSocket());
        assertTrue(options.log().time());
        assertTrue(options.naming().headers());
    }

    @Test
    void whatClientsWithoutADomainAskIsMappedToTheOneOfTheirAccount() {
        ServerOptions options = assertRead("accounts { A {} }, default_js_domain { A: hub }", Map.of());

        List<MappingSettings> mappings =
                options.authorization().accounts().getFirst().mappings();
        assertEquals("$JS.API.INFO", mappings.getFirst().source());
        assertEquals(
                "$JS.hub.API.INFO",
                mappings.getFirst().destinations().getFirst().transform());
        assertEquals(9, mappings.size());
    }

    @Test
    void theCommandLineBeatsTheFile() {
        ServerOptions options = assertRead(
                "port: 1, host: a, debug: true, http_port: 5, server_name: x, authorization { token: t }",
                Map.of("port", 2L, "addr", "b", "debug", false, "http_port", -1L, "server_name", "y", "auth", "u"));

        assertEquals(2, options.clients().port());
        assertEquals("b", options.clients().host());
        assertFalse(options.log().debug());
        assertEquals(-1, options.monitor().httpPort());
        assertEquals("y", options.naming().serverName());
        assertEquals("u", options.authorization().token());
    }

    @ParameterizedTest
    @CsvSource({
        "debug, true, false, false",
        "trace, false, true, false",
        "DV, true, true, false",
        "VV, false, true, true",
        "DVV, true, true, true",
    })
    void logLevelsHaveFlags(String flag, boolean debug, boolean trace, boolean verbose) {
        LogOptions log = assertRead(null, Map.of(flag, true)).log();

        assertEquals(debug, log.debug());
        assertEquals(trace, log.trace());
        assertEquals(verbose, log.traceVerbose());
    }

    @Test
    void monitoringListensWhereClientsDoUnlessToldOtherwise() {
        assertEquals(
                new MonitorOptions("127.0.0.1", 8222, 0, "/"),
                assertRead("host: 127.0.0.1, http_port: 8222", Map.of()).monitor());
        assertEquals(
                new MonitorOptions("localhost", 0, 8443, "/a/b"),
                assertRead("https: \"localhost:8443\", http_base_path: \"a/./b/\"", Map.of())
                        .monitor());
    }

    @Test
    void limitsHaveUnitsAndDurations() {
        Limits limits = assertRead("""
                        max_payload: 2MB, max_control_line: 8k, max_pending: 100MB
                        max_connections: 0, max_subs: 7, max_sub_tokens: 9
                        ping_interval: "30s", ping_max: 3, write_deadline: "3s"
                        lame_duck_duration: "31s", lame_duck_grace_period: "2s"
                        no_fast_producer_stall: true, max_closed_clients: 5
                        authorization { timeout: 1.5 }
                        """, Map.of()).limits();

        assertEquals(
                new Limits(
                        8000,
                        2 << 20,
                        100L << 20,
                        -1,
                        7,
                        9,
                        30_000_000_000L,
                        3,
                        1_500_000_000L,
                        3_000_000_000L,
                        5,
                        31_000_000_000L,
                        2_000_000_000L,
                        false),
                limits);
    }

    @Test
    void usersGetTheDefaultPermissionsUnlessTheyHaveTheirOwn() {
        AuthorizationSettings authorization = assertRead("""
                        authorization {
                          default_permissions { publish: "a", subscribe { allow: ["b q"], deny: "c" } }
                          users: [
                            { user: one, pass: p, clients: standard }
                          ]
                        }
                        accounts { A { users: [{ user: two, pass: q, permissions { allow_responses: true } }] } }
                        """, Map.of()).authorization();

        UserSettings one = authorization.users().getFirst();
        assertEquals(
                new PermissionSettings(List.of("a"), List.of(), List.of("b q"), List.of("c"), null), one.permissions());
        assertEquals(Set.of("STANDARD"), one.connectionTypes());
        UserSettings two = authorization.accounts().getFirst().users().getFirst();
        assertEquals(
                new PermissionSettings(List.of(), List.of(), null, List.of(), Responses.DEFAULT), two.permissions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ max: 5, expires: \"1m\" }|5|60000000000",
                "{ max: -7, ttl: \"-1s\" }|-1|-1",
                "{ max_msgs: 0 }|1|120000000000",
            })
    void responsesHaveLimits(String limits, int max, long ttl) {
        AuthorizationSettings authorization = assertRead(
                        "authorization { users: [{ user: a, permissions { allow_responses: " + limits + " } }] }",
                        Map.of())
                .authorization();

        PermissionSettings permissions = authorization.users().getFirst().permissions();
        assertNotNull(permissions);
        assertEquals(new Responses(max, ttl), permissions.responses());
    }

    @Test
    void mappingsHaveWeights() {
        List<AccountSettings> accounts = assertRead(
                        "mappings { a: b, \"c.*\": [{ dest: \"d.$1\", weight: 60% }, { dest: e, weight: 40 }] }",
                        Map.of())
                .authorization()
                .accounts();

        AccountSettings global = accounts.getFirst();
        assertEquals("$G", global.name());
        assertEquals(
                List.of(
                        new MappingSettings("a", List.of(new MappingSettings.Destination("b", 100, ""))),
                        new MappingSettings(
                                "c.*",
                                List.of(
                                        new MappingSettings.Destination("d.$1", 60, ""),
                                        new MappingSettings.Destination("e", 40, "")))),
                global.mappings());
    }

    @Test
    void aWebSocketListenerHasItsOwnBlock() {
        ServerOptions options = assertRead("""
                websocket {
                  port: -1, no_tls: true, same_origin: true, compression: true, handshake_timeout: "5s"
                  user_cookie: u, headers { X-A: b }, no_auth_user: one
                  authorization { token: t, timeout: 3 }
                }
                """, Map.of());

        WebSocketOptions webSocket = options.webSocket();
        assertNotNull(webSocket);
        assertEquals(-1, webSocket.port());
        assertEquals("u", webSocket.settings().cookies().user());
        assertEquals(Map.of("X-A", "b"), webSocket.settings().headers());
        assertEquals(5_000_000_000L, webSocket.settings().handshakeTimeoutNanos());
        assertEquals(1 << 20, webSocket.settings().frameBytesMax());
        assertEquals(
                new AuthorizationSettings.ListenerAuthorization(null, null, "t", "one", 3_000_000_000L, false),
                options.authorization().webSocket());
    }

    @Test
    void theSystemAccountCanBeNamedOrSwitchedOff() {
        assertEquals(
                "SYS",
                assertRead("system_account: SYS, accounts { SYS {} }", Map.of())
                        .authorization()
                        .systemAccount());
        assertNull(
                assertRead("no_system_account: true", Map.of()).authorization().systemAccount());
    }

    @Test
    void routesNeedACluster() {
        ConfigException refused = assertThrows(
                ConfigException.class, () -> OptionsReader.read(null, new FlagValues(Map.of("routes", "nats://a:1"))));

        assertEquals("solicited routes require cluster capabilities, e.g. --cluster", refused.getMessage());
    }

    @Test
    void flagsOfFeaturesThatDoNotExistAreNamed() {
        ServerOptions options = assertRead(null, Map.of("profile", 1L));

        assertEquals(
                List.of("--profile: \"prof_port\" has no effect: profiling is a matter of the JVM's own tools"),
                options.ignored());
    }

    @Test
    void theStoreFolderMayBeGivenOnceOnly() {
        OptionsReader.Result result =
                OptionsReader.read(ConfigFile.of("store_dir: a", _ -> null), new FlagValues(Map.of("store_dir", "b")));

        assertEquals(
                List.of(":1:0: Duplicate 'store_dir' configuration"),
                result.findings().errors());
    }

    private static ServerOptions assertRead(@Nullable String text, Map<String, Object> flags) {
        ConfigFile file = text == null ? null : ConfigFile.of(text, _ -> null);
        OptionsReader.Result result = OptionsReader.read(file, new FlagValues(flags));
        ServerOptions options = result.options();
        assertNotNull(options, () -> result.findings().report());
        return options;
    }
}
