package io.natterjack.app.config.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.syntax.ConfigException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReloadPlanTest {
    private static final int BOUND_PORT = 39_201;

    @Test
    void usersAndAccountsAreLookedAtWithEveryReload() {
        ReloadPlan plan = plan("port: -1", "port: -1");

        assertEquals(Set.of(Concern.AUTHORIZATION), plan.concerns());
        assertEquals(
                List.of("Reloaded: authorization users", "Reloaded: accounts"),
                plan.lines().subList(0, 2));
        assertTrue(plan.lines().getLast().startsWith("Reloaded server configuration ("));
    }

    /// The reference's lines, in its order.
    @Test
    void eachChangeHasItsLine() {
        ReloadPlan plan = plan("port: -1", """
                port: -1, max_payload: 1000, server_tags: [a , b], ping_interval: "20s", max_connections: 5
                write_deadline: "3s", authorization { user: a, password: b, timeout: 3 }, logtime_utc: true
                client_advertise: "x:1", debug: true, trace: true, max_control_line: 9000, ping_max: 4
                no_fast_producer_stall: true, server_metadata { a: b }, pid_file: "/tmp/pid", ports_file_dir: "/tmp"
                """);

        assertEquals(
                List.of(
                        "Reload: client_advertise = x:1",
                        "Reloaded: trace = true",
                        "Reloaded: debug = true",
                        "Reloaded: logtime_utc = true",
                        "Reloaded: max_connections = 5",
                        "Reloaded: authorization users",
                        "Reloaded: accounts",
                        "Reloaded: authorization username",
                        "Reloaded: authorization password",
                        "Reloaded: ping_interval = 20s",
                        "Reloaded: ping_max = 4",
                        "Reloaded: authorization timeout = 3",
                        "Reloaded: max_control_line = 9000",
                        "Reloaded: max_payload = 1000",
                        "Reloaded: fast producers will not be stalled",
                        "Reloaded: pid_file = /tmp/pid",
                        "Reloaded: ports_file_dir = /tmp",
                        "Reloaded: write_deadline = 3s",
                        "Reloaded: tags",
                        "Reloaded: metadata"),
                plan.lines().subList(0, plan.lines().size() - 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server_name: a|ServerName: old=, new=a",
                "port: 4999|Port: old=39201, new=4999",
                "host: 127.0.0.1|Host: old=0.0.0.0, new=127.0.0.1",
                "http_port: 1|HTTPPort: old=0, new=1",
                "max_pending: 100MB|MaxPending: old=67108864, new=104857600",
                "max_subscriptions: 5|MaxSubs: old=0, new=5",
                "lame_duck_duration: \"1m\"|LameDuckDuration: old=2m0s, new=1m0s",
                "log_size_limit: 5|LogSizeLimit: old=0, new=5",
                "no_header_support: true|NoHeaderSupport: old=false, new=true",
                "system_account: A, accounts { A {} }|SystemAccount: old=, new=A",
                "proxy_protocol: true|ProxyProtocol: old=false, new=true",
                "authorization { users: [{ user: a }] }, no_auth_user: a|NoAuthUser: old=, new=a",
                "max_closed_clients: 5|MaxClosedClients: old=10000, new=5",
            })
    void whatCannotChangeRefusesTheWhole(String changed, String refusal) {
        ConfigException refused = assertThrows(ConfigException.class, () -> plan("max_payload: 1k", changed));

        assertEquals("config reload not supported for " + refusal, refused.getMessage());
    }

    @Test
    void jetStreamMayGrow() {
        ReloadPlan plan = plan(
                "jetstream { max_mem: 1G, max_file: 1G }",
                "jetstream { max_mem: 2G, max_file: 3G, limits { max_ack_pending: 5 } }");

        assertTrue(plan.concerns().contains(Concern.JETSTREAM));
        assertEquals(
                List.of(
                        "Reloaded: JetStream max_mem_store = 1.86 GB",
                        "Reloaded: JetStream max_file_store = 2.79 GB",
                        "Reloaded: JetStream limits"),
                plan.lines().stream().filter(line -> line.contains("JetStream")).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store_dir: a, max_mem: 5, max_file: 10, domain: x|JetStreamDomain: old=, new=x",
                "store_dir: a, max_mem: 5, max_file: 10, strict: false|NoJetStreamStrict: old=false, new=true",
                "store_dir: a, max_mem: 5, max_file: 10, unique_tag: b|JetStreamUniqueTag: old=, new=b",
                "store_dir: a, max_mem: 5, max_file: 10, max_buffered_msgs: 5|StreamMaxBufferedMsgs: old=0, new=5",
                "store_dir: a, max_mem: 5, max_file: 10, sync: \"1m\"|SyncInterval: old=2m0s, new=1m0s",
                "store_dir: a, max_mem: 5, max_file: 10, sync: \"2m\"|SyncAlways: old=true, new=false",
                "store_dir: a, max_mem: 5, max_file: 10, storage: b|JetStreamStorage: old=file, new=b",
                "store_dir: a, max_mem: 5, max_file: 10, file { a: b }"
                        + "|JetStreamStorageOptions: old=[REDACTED], new=[REDACTED]",
                "store_dir: b, max_mem: 5, max_file: 10|jetstream storage directory",
                "max_mem: 5, max_file: 10|jetstream storage dir",
                "store_dir: a, max_mem: 4, max_file: 10|decreasing jetstream max memory and store",
                "store_dir: a, max_mem: 5, max_file: 9|decreasing jetstream max memory and store",
                "store_dir: a, max_mem: 5|jetstream max memory and max store",
                "enabled: false|JetStream: old=true, new=false",
            })
    void whatCannotChangeAboutJetStreamRefusesTheWhole(String block, String refusal) {
        ConfigException refused = assertThrows(
                ConfigException.class,
                () -> plan("jetstream { store_dir: a, max_mem: 5, max_file: 10 }", "jetstream { " + block + " }"));

        assertEquals("config reload not supported for " + refusal, refused.getMessage());
    }

    @Test
    void aLimitThatTheMachineSetsCannotBecomeTheOperators() {
        ConfigException refused =
                assertThrows(ConfigException.class, () -> plan("jetstream: true", "jetstream { max_mem: 5 }"));

        assertEquals("config reload not supported for jetstream dynamic max memory and store", refused.getMessage());
        assertEquals(
                Set.of(Concern.AUTHORIZATION),
                plan("jetstream: true", "jetstream {}").concerns());
    }

    @Test
    void aWebSocketListenerStaysAsItIs() {
        ConfigException refused = assertThrows(ConfigException.class, () -> plan("", "ws { port: -1, no_tls: true }"));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("config reload not supported for Websocket: old="));
        assertTrue(plan("ws { port: -1, no_tls: true }", "ws { port: -1, no_tls: true }")
                .concerns()
                .contains(Concern.AUTHORIZATION));
    }

    @Test
    void aWebSocketListenerTakesOnALongerPayload() {
        String webSocket = "ws { port: -1, no_tls: true }, max_payload: ";

        assertEquals(
                Set.of(Concern.AUTHORIZATION, Concern.LIMITS),
                plan(webSocket + "1k", webSocket + "2k").concerns());
    }

    @Test
    void theUserOfClientsWithoutCredentialsMayGoWithItsUser() {
        String before = "authorization { users: [{ user: a }, { user: b }] }, no_auth_user: a";

        assertTrue(plan(before, "authorization { users: [{ user: b }] }")
                .concerns()
                .contains(Concern.AUTHORIZATION));
        assertThrows(ConfigException.class, () -> plan(before, "authorization { users: [{ user: a }] }"));
    }

    private static ReloadPlan plan(String before, String after) {
        return ReloadPlan.between(options(before), options(after), BOUND_PORT);
    }

    private static ServerOptions options(String text) {
        String anyPort = text.startsWith("port:") ? text : "port: -1\n" + text;
        return Configuration.ofText(anyPort, FlagValues.NONE, _ -> null).load();
    }
}
