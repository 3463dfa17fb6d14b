package io.natterjack.app.embedded;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// The monitoring pages of a whole server, over HTTP.
final class MonitoringTest {
    private static final String CONFIG = "http: \"127.0.0.1:-1\", lame_duck_grace_period: 1s, lame_duck_duration: 30s";

    @Test
    void anyPageOfAnySiteMayReadTheDocuments() throws Exception {
        try (NatsServer server = NatsServer.builder().config(CONFIG).start();
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> varz = get(http, server, "/varz");

            assertEquals(200, varz.statusCode());
            assertEquals(
                    "*",
                    varz.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
            assertEquals(
                    "application/json",
                    varz.headers().firstValue("Content-Type").orElseThrow());
            assertTrue(varz.body().contains("\"port\": " + server.port() + ","), varz.body());
        }
    }

    @Test
    void thePagesShowWhatClientsDo() throws Exception {
        try (NatsServer server = NatsServer.builder().config(CONFIG).start();
                RawClient client = new RawClient(server.port());
                HttpClient http = HttpClient.newHttpClient()) {
            client.line();
            client.says("CONNECT {\"verbose\":false,\"name\":\"ann\"}\r\nSUB a.> 1\r\nPUB a.b 2\r\nhi\r\n");
            client.settles();

            String connz = get(http, server, "/connz?subs=1").body();
            assertTrue(connz.contains("\"name\": \"ann\""), connz);
            assertTrue(connz.contains("\"in_bytes\": 2"), connz);
            assertTrue(get(http, server, "/subsz?subs=1&test=a.x").body().contains("\"total\": 1"));
            assertTrue(get(http, server, "/metrics").body().contains("\ngnatsd_connz_in_msgs{server_id=\""));
            assertTrue(get(http, server, "/stacksz").body().contains("natterjack-monitor"));
        }
    }

    @Test
    void aServerThatSendsItsClientsAwayIsNotWell() throws Exception {
        try (NatsServer server = NatsServer.builder().config(CONFIG).start();
                RawClient client = new RawClient(server.port());
                HttpClient http = HttpClient.newHttpClient()) {
            client.line();
            assertEquals(200, get(http, server, "/healthz").statusCode());

            server.lameDuck();

            assertEquals(500, get(http, server, "/healthz").statusCode());
        }
    }

    @Test
    void aServerWithoutMonitoringHasNoPages() {
        try (NatsServer server = NatsServer.builder().start()) {
            assertNull(server.monitorUrl());
        }
    }

    private static HttpResponse<String> get(HttpClient http, NatsServer server, String target)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.monitorUrl() + target)).build(), ofString());
    }
}
