package io.natterjack.domain.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Prometheus reads, as it reads it.
final class MetricsTest {
    private final MonitoredBroker monitored = new MonitoredBroker();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gnatsd_varz_connections{server_id=NID}|gauge|1",
                "gnatsd_varz_total_connections{server_id=NID}|gauge|2",
                "gnatsd_varz_in_msgs{server_id=NID}|gauge|2",
                "gnatsd_varz_cpu{server_id=NID}|gauge|12.3",
                "gnatsd_varz_mem{server_id=NID}|gauge|16269312",
                "gnatsd_varz_start{server_id=NID}|gauge|0",
                "gnatsd_varz_config_load_time{server_id=NID}|gauge|0",
                "gnatsd_varz_version{server_id=NID, value=2.14.3}|gauge|1",
                "gnatsd_varz_server_name{server_id=NID, value=test}|gauge|1",
                "gnatsd_varz_server_id{server_id=NID, value=NID}|gauge|1",
                "gnatsd_varz_slow_consumer_stats_clients{server_id=NID}|gauge|0",
                "gnatsd_varz_http_req_stats{server_id=NID}|gauge|1",
                "gnatsd_varz_http_req_stats_connz{server_id=NID}|gauge|2",
                "gnatsd_subsz_num_subscriptions{server_id=NID}|gauge|4",
                "gnatsd_subsz_cache_hit_rate{server_id=NID}|gauge|0",
                "gnatsd_subsz_limit{server_id=NID}|gauge|1024",
                "gnatsd_routez_num_routes{server_id=NID}|gauge|0",
                "gnatsd_connz_num_connections{server_id=NID}|gauge|1",
                "gnatsd_connz_subscriptions{server_id=NID}|gauge|1",
                "gnatsd_connz_in_msgs{server_id=NID}|counter|1",
                "gnatsd_connz_out_bytes{server_id=NID}|counter|5",
                "gnatsd_connz_pending_bytes{server_id=NID}|gauge|0",
                "gnatsd_leafz_conn_nodes_total{server_id=NID}|gauge|0",
                "gnatsd_healthz_status{server_id=NID}|gauge|0",
                "gnatsd_healthz_status_value{server_id=NID, value=ok}|gauge|1",
                "gnatsd_accstatz_current_connections"
                        + "{server_id=NID, account=A, account_id=A, account_name=A}|gauge|1",
                "gnatsd_accstatz_received_bytes{server_id=NID, account=A, account_id=A, account_name=A}|gauge|10",
                "gnatsd_accstatz_sent_messages{server_id=NID, account=$G, account_id=$G, account_name=$G}|gauge|0"
            })
    void areThoseOfTheUsualExporter(String sample, String type, double value) {
        monitored.get("/");
        monitored.get("/connz");
        monitored.get("/connz?state=closed");
        monitored.client("a", "").says("SUB x 1\r\nPUB x 5\r\nhello\r\n");
        monitored.client("aa", "").says("PUB y 5\r\nhello\r\n").leaves();

        Scrape scrape = new Scrape(monitored.get("/metrics").body());

        assertEquals(value, scrape.samples.get(sample), () -> sample + " in " + scrape.samples);
        assertEquals(type, scrape.types.get(sample.substring(0, sample.indexOf('{'))));
    }

    @Test
    void leaveOutListsTruthValuesAndMostTexts() {
        String text = monitored.get("/metrics").body();

        for (String name : new String[] {"varz_auth_required", "varz_go{", "varz_host", "varz_config_digest"}) {
            assertTrue(!text.contains(name), name);
        }
    }

    @Test
    void areServedInTheTextFormat() {
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                monitored.get("/metrics").contentType());
    }

    @Test
    void tellThatAServerIsNotWell() {
        monitored.stopsAccepting();

        Scrape scrape = new Scrape(monitored.get("/metrics").body());

        assertEquals(1.0, scrape.samples.get("gnatsd_healthz_status{server_id=NID}"));
        assertEquals(0.0, scrape.samples.get("gnatsd_healthz_status_value{server_id=NID, value=error}"));
    }

    /// Reads the text format strictly: each family has its HELP and TYPE in front, once, and its samples together.
    private static final class Scrape {
        private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
        private static final Pattern SAMPLE =
                Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(.*)} (-?[0-9.]+(?:E-?[0-9]+)?)");
        private static final Pattern LABEL =
                Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");

        private final Map<String, String> types = new HashMap<>();
        private final Map<String, Double> samples = new LinkedHashMap<>();
        private String family = "";

        Scrape(String text) {
            assertTrue(text.endsWith("\n"));
            text.lines().forEach(this::line);
        }

        private void line(String line) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                comment(comment.group(1), comment.group(2), comment.group(3));
                return;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertTrue(sample.matches(), line);
            assertEquals(family, sample.group(1), "samples stand below the head of their family");
            assertTrue(types.containsKey(family), line);
            String key = family + labels(sample.group(2));
            assertEquals(null, samples.put(key, Double.parseDouble(sample.group(3))), "twice: " + key);
        }

        private void comment(String kind, String name, String rest) {
            if (kind.equals("HELP")) {
                assertTrue(!types.containsKey(name), "twice: " + name);
                family = name;
            } else {
                assertEquals(family, name);
                types.put(name, rest);
            }
        }

        private static Map<String, String> labels(String text) {
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher label = LABEL.matcher(text);
            int end = 0;
            while (label.find()) {
                assertEquals(end, label.start(), text);
                labels.put(label.group(1), label.group(2));
                end = label.end();
            }
            assertEquals(text.length(), end, text);
            return labels;
        }
    }
}
