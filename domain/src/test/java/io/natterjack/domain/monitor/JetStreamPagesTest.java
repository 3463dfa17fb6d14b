package io.natterjack.domain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.monitor.text.Json;
import io.natterjack.ports.monitor.MonitorReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the pages say about streams and consumers. Shapes are those of a reference server 2.15.1 with the same streams.
final class JetStreamPagesTest {
    private final ReportedStreams streams = new ReportedStreams();
    private final MonitoredBroker monitored = MonitoredBroker.with(streams);

    @ParameterizedTest(name = "{1} is shaped like {0}")
    @CsvSource({
        "jsz, /jsz",
        "jsz, /jsz?acc=X&streams=1",
        "jsz-accounts, /jsz?accounts=1",
        "jsz-accounts, /jsz?acc=A",
        "jsz-streams, /jsz?acc=A&streams=1",
        "jsz-streams, /jsz?streams=1&leader-only=1",
        "jsz-consumers, /jsz?consumers=1",
        "jsz-direct, /jsz?consumers=1&direct-consumers=1",
        "varz-jetstream, /varz",
        "healthz-no-consumer, /healthz?account=A&stream=ORDERS&consumer=C2&details=1",
        "healthz-no-account, /healthz?account=X",
    })
    void areShapedLikeTheReferences(String shape, String target) throws IOException {
        List<String> expected = ReferenceShapesTest.reference(shape).stream()
                .filter(line -> !line.startsWith("feature_flags"))
                .toList();

        List<String> found = Shape.of(Json.read(monitored.get(target).body()));

        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void aServerWithoutJetStreamSaysSo() throws IOException {
        MonitoredBroker without = new MonitoredBroker();

        assertEquals(
                String.join("\n", ReferenceShapesTest.reference("jsz-disabled")),
                String.join("\n", Shape.of(without.page("/jsz"))));
        assertEquals(
                "filtered response: not leader",
                without.get("/jsz?leader-only=1").body());
    }

    @Test
    void figuresAreThoseOfTheStreams() {
        Map<String, Object> page = monitored.page("/jsz?acc=A&raft=1");
        assertEquals(
                List.of(188L, 3L, 3L, 1L, 1L, 1L),
                List.of(
                        page.get("storage"),
                        page.get("streams"),
                        page.get("streams_leader"),
                        page.get("consumers"),
                        page.get("consumers_leader"),
                        page.get("total")));
        assertTrue(monitored.get("/jsz?accounts=1").body().contains("\"reserved_storage\": 18446744073709551615"));
    }

    @Test
    void configurationsAreShownOnRequest() {
        assertTrue(monitored.get("/jsz?consumers=1&config=1").body().contains("\"deliver_policy\""));
        assertFalse(monitored.get("/jsz?consumers=1").body().contains("\"deliver_policy\""));
    }

    @ParameterizedTest
    @CsvSource({"/jsz?accounts=1&offset=1", "/jsz?accounts=1&offset=7&limit=1"})
    void aPageBehindTheLastAccountIsEmpty(String target) {
        assertFalse(monitored.page(target).containsKey("account_details"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/healthz|200|{'status':'ok'}",
                "/healthz?account=A|200|{'status':'ok'}",
                "/healthz?account=A&stream=ORDERS&consumer=C1|200|{'status':'ok'}",
                "/healthz?account=X|404|{'status':'unavailable','error':'JetStream account !X! not found'}",
                "/healthz?account=A&stream=NO|404|"
                        + "{'status':'unavailable','error':'JetStream stream !NO! not found on account !A!'}",
                "/healthz?account=A&stream=ORDERS&consumer=C2|404|{'status':'unavailable','error':"
                        + "'JetStream consumer !C2! not found for stream !ORDERS! on account !A!'}",
            })
    void healthIsThatOfWhatIsAskedFor(String target, int status, String body) {
        MonitorReply reply = monitored.get(target);

        assertEquals(status, reply.status());
        assertEquals(body.replace('\'', '"').replace("!", "\\\""), reply.body());
    }

    @Test
    void aStreamThatIsNotWellMakesTheServerUnwell() {
        String text = "JetStream stream 'A > ORDERS' could not be recovered";
        streams.suffers("A", "ORDERS", text);

        assertEquals(503, monitored.get("/healthz").status());
        assertEquals(503, monitored.get("/healthz?account=A").status());
        assertEquals(
                "{\"status\":\"error\",\"errors\":[{\"type\":\"STREAM\",\"account\":\"A\",\"stream\":\"ORDERS\","
                        + "\"error\":\"" + text.replace(">", "\\u003e") + "\"}]}",
                monitored.get("/healthz?details=1").body());
        assertEquals(200, monitored.get("/healthz?js-enabled-only=1").status());
        assertEquals(200, monitored.get("/healthz?js-server-only=1").status());
        assertEquals(200, monitored.get("/healthz?account=A&stream=M").status());
        assertTrue(monitored.get("/metrics").body().contains("gnatsd_healthz_status{server_id=\"NID\"} 1"));
    }

    @Test
    void jetStreamThatDoesNotRunIsUnavailable() {
        MonitoredBroker stopped = MonitoredBroker.with(null);

        assertEquals(503, stopped.get("/healthz").status());
        assertEquals(
                "{\"status\":\"unavailable\",\"error\":\"JetStream not enabled (10076)\"}",
                stopped.get("/healthz?js-enabled-only=1").body());
        assertEquals(200, stopped.get("/healthz?js-server-only=1").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jetstream_server_jetstream_disabled{%s}|0",
                "jetstream_server_max_memory{%s}|1000000000",
                "jetstream_server_total_message_bytes{%s}|188",
                "jetstream_account_max_memory{%s,%a}|100000000",
                "jetstream_account_storage_used{%s,%a}|188",
                "jetstream_stream_total_messages{%s,%a,%o}|1",
                "jetstream_stream_limit_bytes{%s,%a,%o}|-1",
                "jetstream_consumer_num_pending{%s,%a,%o,%c}|0",
                "jetstream_consumer_last_delivery_seconds{%s,%a,%o,%c}|3",
                "jetstream_consumer_last_ack_seconds{%s,%a,%o,%c}|2",
            })
    void metricsAreThoseOfTheUsualExporter(String sample, String value) {
        String written = sample.replace(
                        "%s",
                        "server_id=\"NID\",server_name=\"test\",cluster=\"\",domain=\"hub\",meta_leader=\"\","
                                + "is_meta_leader=\"true\"")
                .replace("%a", "account=\"A\",account_name=\"A\",account_id=\"A\"")
                .replace(
                        "%o",
                        "stream_name=\"ORDERS\",stream_leader=\"test\",is_stream_leader=\"true\","
                                + "stream_raft_group=\"\"")
                .replace(
                        "%c",
                        "consumer_name=\"C1\",consumer_leader=\"\",is_consumer_leader=\"true\",consumer_desc=\"\"");

        assertTrue(
                monitored.get("/metrics").body().contains("\n" + written + " " + value + "\n"),
                () -> written + " in " + monitored.get("/metrics").body());
    }

    @Test
    void metricsTellOfASourceAndAMirror() {
        String metrics = monitored.get("/metrics").body();

        assertTrue(metrics.contains("source_name=\"ORDERS\",source_api=\"\",source_deliver=\"\"} 0"));
        assertTrue(metrics.contains("mirror_name=\"ORDERS\",mirror_api=\"\",mirror_deliver=\"\"} 1000000000"));
    }
}
