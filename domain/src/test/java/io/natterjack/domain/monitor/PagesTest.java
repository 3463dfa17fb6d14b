package io.natterjack.domain.monitor;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages say about a broker at work.
final class PagesTest {
    private static final long SECOND = 1_000_000_000L;

    private final MonitoredBroker monitored = new MonitoredBroker();

    @Test
    void theServerCountsWhatGoesThroughIt() {
        TestClient ann = monitored.client("a", "").says("SUB x 1\r\n");
        monitored
                .client("aa", "")
                .says("PUB x 5\r\nhello\r\nPUB y 3\r\nabc\r\n")
                .leaves();
        ann.says("PUB y 1\r\n!\r\n");

        Map<String, Object> varz = monitored.page("/varz");

        assertEquals(List.of(3L, 9L, 1L, 5L), values(varz, "in_msgs", "in_bytes", "out_msgs", "out_bytes"));
        // Each of the three accounts has a subscription of the server itself.
        assertEquals(List.of(1L, 2L, 4L), values(varz, "connections", "total_connections", "subscriptions"));
        assertEquals(List.of(16_269_312L, 12.3), values(varz, "mem", "cpu"));
        assertEquals(Map.of("/varz", 1L), varz.get("http_req_stats"));
    }

    @Test
    void anAccountCountsWhatItsClientsHaveMovedAndMove() {
        monitored.client("a", "").says("SUB x 1\r\nPUB x 5\r\nhello\r\n").leaves();
        monitored.client("aa", "").says("PUB x 3\r\nabc\r\n");

        Map<String, Object> account = first(monitored.page("/accstatz"), "account_statz");

        assertEquals(List.of("A", 1L, 1L), values(account, "acc", "conns", "total_conns"));
        assertEquals(List.of(2L, 8L), values(object(account, "received"), "msgs", "bytes"));
        assertEquals(List.of(1L, 5L), values(object(account, "sent"), "msgs", "bytes"));
    }

    @Test
    void accountsWithoutClientsAreShownOnRequest() {
        assertEquals(0, list(monitored.page("/accstatz"), "account_statz").size());
        assertEquals(
                3, list(monitored.page("/accstatz?unused=1"), "account_statz").size());
    }

    @Test
    void aClientIsIdleSinceItSpokeOrWasSpokenTo() {
        TestClient ann = monitored.client("a", "").says("SUB x 1\r\n");
        monitored.broker().passes(90 * SECOND);
        assertEquals(List.of("1m30s", "1m30s"), values(connection(), "uptime", "idle"));

        TestClient bob = monitored.client("aa", "");
        monitored.broker().passes(SECOND);
        bob.says("PUB x 1\r\n!\r\n");
        monitored.broker().passes(2 * SECOND);

        assertEquals(
                List.of("1m33s", "2s", "2026-01-01T00:01:31Z"),
                values(connection(), "uptime", "idle", "last_activity"));
        assertTrue(ann.hears().contains("MSG x"));
    }

    @Test
    void aClosedConnectionIsRememberedAsItWas() {
        TestClient ann = monitored.client("a", "\"name\":\"ann\",").says("SUB x 1\r\nSUB y 2\r\nPUB x 2\r\nab\r\n");
        monitored.broker().passes(SECOND);
        ann.leaves();
        monitored.broker().passes(10 * SECOND);

        Map<String, Object> gone = first(monitored.page("/connz?state=closed&subs=1"), "connections");

        assertEquals(List.of("ann", "Client Closed", "1s"), values(gone, "name", "reason", "uptime"));
        assertEquals(List.of(2L, List.of("x", "y")), values(gone, "subscriptions", "subscriptions_list"));
        assertEquals(List.of(1L, 2L, 1L, 2L), values(gone, "in_msgs", "in_bytes", "out_msgs", "out_bytes"));
        assertEquals(0L, monitored.page("/connz").get("total"));
    }

    @ParameterizedTest(name = "{0} shows {1}")
    @CsvSource({
        "/connz, ann bob cid",
        "/connz?sort=subs, bob ann cid",
        "/connz?sort=msgs_from, cid bob ann",
        "/connz?sort=bytes_from, bob cid ann",
        "/connz?sort=msgs_to, ann bob cid",
        "/connz?sort=uptime, cid bob ann",
        "/connz?sort=last, cid ann bob",
        "/connz?sort=idle, ann bob cid",
        "/connz?offset=1, bob cid",
        "/connz?offset=1&limit=1, bob",
        "/connz?offset=9, ''",
        "/connz?user=aa, bob",
        "/connz?acc=A, ann bob",
        "/connz?acc=SYS, cid",
        "/connz?acc=nope, ''",
        "/connz?cid=5, bob",
        "/connz?cid=5&user=a, ''",
        "/connz?mqtt_client=x, ''",
        "/connz?state=closed, ''",
        "/connz?state=ANY, ann bob cid"
    })
    void connectionsAreSortedFilteredAndPaged(String target, String names) {
        monitored.client("a", "\"name\":\"ann\",").says("SUB x 1\r\n");
        monitored.broker().passes(SECOND);
        monitored.client("aa", "\"name\":\"bob\",").says("SUB y 1\r\nSUB z 2\r\nPUB x 5\r\nhello\r\n");
        monitored.broker().passes(SECOND);
        monitored.client("s", "\"name\":\"cid\",").says("PUB x 1\r\n!\r\nPUB x 1\r\n!\r\n");

        List<String> found = list(monitored.page(target), "connections").stream()
                .map(each -> String.valueOf(((Map<?, ?>) each).get("name")))
                .toList();

        assertEquals(names, String.join(" ", found));
    }

    @Test
    void subscriptionsAreTestedAgainstASubject() {
        monitored.client("a", "").says("SUB foo.> 1\r\nSUB foo.bar 2\r\nSUB baz 3\r\n");
        monitored.client("s", "").says("SUB foo.bar 1\r\n");

        assertEquals(3L, monitored.page("/subsz?subs=1&test=foo.bar").get("total"));
        assertEquals(2L, monitored.page("/subsz?subs=1&test=foo.bar&acc=A").get("total"));
        assertEquals(0L, monitored.page("/subsz").get("total"));
    }

    @Test
    void tablesCountTheirMatches() {
        monitored
                .client("a", "")
                .says("SUB x 1\r\nSUB x q 2\r\nPUB x 0\r\n\r\nPUB x 0\r\n\r\nPUB x 0\r\n\r\nPUB y 0\r\n\r\n");

        Map<String, Object> subsz = monitored.page("/subsz?acc=A");

        assertEquals(List.of(4L, 0.5, 2L), values(subsz, "num_matches", "cache_hit_rate", "num_cache"));
        assertEquals(List.of(2L, 1L), values(subsz, "max_fanout", "avg_fanout"));
    }

    @Test
    void aServerThatTakesNobodyIsNotWell() {
        assertEquals("{\"status\":\"ok\"}", monitored.get("/healthz").body());
        monitored.stopsAccepting();

        assertEquals(500, monitored.get("/healthz").status());
        assertEquals(
                "{\"status\":\"error\",\"error\":\"failed to be ready for connections after 1ms: server\"}",
                monitored.get("/healthz?js-server-only=1").body());
        assertTrue(
                monitored.broker().logged().stream().anyMatch(line -> line.startsWith("WRN Healthcheck failed: \"")));
    }

    @Test
    void aPageCanBeAScript() {
        assertEquals(
                "show({\"status\":\"ok\"});",
                monitored.get("/healthz?callback=show").body());
        assertEquals(
                "application/javascript", monitored.get("/varz?callback=show").contentType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/varz",
                "/connz?auth=1&subs=detail&state=any",
                "/subsz?subs=1",
                "/accountz",
                "/accountz?acc=A",
                "/accstatz?unused=1",
                "/routez",
                "/gatewayz",
                "/leafz",
                "/healthz",
                "/stacksz",
                "/metrics"
            })
    void noPageTellsASecret(String target) {
        monitored.client("a", "\"auth_token\":\"planted-secret-token\",\"sig\":\"planted-secret-sig\",");
        monitored.client("aa", "\"jwt\":\"planted-secret-jwt\",").leaves();
        monitored.broker().client("\"auth_token\":\"planted-secret-other\",");

        String body = monitored.get(target).body();

        assertFalse(body.contains(MonitoredBroker.SECRET), body);
    }

    @Test
    void whatMeansSomethingInHtmlIsEscaped() {
        monitored.client("a", "\"name\":\"<b>&\",").says("SUB foo.> 1\r\n");

        String body = monitored.get("/connz?subs=1").body();

        assertTrue(body.contains("\"name\": \"\\u003cb\\u003e\\u0026\""), body);
        assertTrue(body.contains("        \"foo.\\u003e\"\n      ]"), body);
    }

    private Map<String, Object> connection() {
        return first(monitored.page("/connz"), "connections");
    }

    private static List<Object> values(Map<String, Object> object, String... names) {
        return Arrays.stream(names).map(object::get).toList();
    }

    private static List<?> list(Map<String, Object> object, String name) {
        return (List<?>) requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static Map<String, Object> object(Map<String, Object> object, String name) {
        return (Map<String, Object>) requireNonNull(object.get(name), name);
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static Map<String, Object> first(Map<String, Object> object, String name) {
        return (Map<String, Object>) list(object, name).getFirst();
    }
}
