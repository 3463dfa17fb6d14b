package io.natterjack.netty.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.netty.TlsFiles;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.monitor.MonitorReply;
import io.natterjack.ports.monitor.MonitorRequest;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenException;
import io.natterjack.ports.transport.TlsSettings.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// The monitoring pages as a browser gets them.
final class MonitorServerTest {
    private static final HostPort ANY = new HostPort("127.0.0.1", -1);

    private static MonitorReply echo(MonitorRequest request) {
        return switch (request.path()) {
            case "/varz" -> new MonitorReply(200, "application/json", "{\"subs\":\"" + request.first("subs") + "\"}");
            case "/broken" -> throw new IllegalStateException("thrown by a test");
            default -> new MonitorReply(404, "text/plain; charset=utf-8", "404 page not found\n");
        };
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void pagesComeWithTheirStatusAndType() throws Exception {
        try (MonitorServer server = new MonitorServer(ANY, null, MonitorServerTest::echo, new RecordedLog());
                HttpClient client = HttpClient.newHttpClient()) {
            URI base = URI.create("http://" + server.address());

            HttpResponse<String> varz = send(client, HttpRequest.newBuilder(base.resolve("/varz?subs=de%20tail")));
            assertEquals(200, varz.statusCode());
            assertEquals("{\"subs\":\"de tail\"}", varz.body());
            assertEquals(
                    "application/json",
                    varz.headers().firstValue("content-type").orElseThrow());

            HttpResponse<String> head =
                    send(client, HttpRequest.newBuilder(base.resolve("/varz")).HEAD());
            assertEquals("", head.body());
            assertEquals("15", head.headers().firstValue("content-length").orElseThrow());

            assertEquals(
                    404,
                    send(client, HttpRequest.newBuilder(base.resolve("/other"))).statusCode());
            assertEquals(
                    500,
                    send(client, HttpRequest.newBuilder(base.resolve("/broken")))
                            .statusCode());
            assertEquals(
                    200,
                    send(client, HttpRequest.newBuilder(base.resolve("/varz"))).statusCode());
        }
    }

    @Test
    void pagesComeOverHttps() throws Exception {
        try (MonitorServer server = new MonitorServer(
                        ANY,
                        TlsFiles.settings(When.FIRST, TlsFiles.pair("ec", "ec")),
                        MonitorServerTest::echo,
                        new RecordedLog());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(TlsFiles.client()).build()) {
            URI page = URI.create("https://localhost:" + server.address().port() + "/varz");

            assertEquals(200, send(client, HttpRequest.newBuilder(page)).statusCode());
        }
    }

    @Test
    void oneConnectionServesManyRequestsAndEndsWithABadOne() throws IOException {
        try (MonitorServer server = new MonitorServer(ANY, null, MonitorServerTest::echo, new RecordedLog());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().port())) {
            socket.getOutputStream()
                    .write("GET /varz HTTP/1.1\r\nHost: x\r\n\r\nGET /varz HTTP/1.1\r\nHost: x\r\n\r\nwhat?\r\n\r\n"
                            .getBytes(US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertEquals(2, answers.split("200 OK", -1).length - 1, answers);
            assertTrue(answers.contains("400 Bad Request"), answers);
        }
    }

    @Test
    void anAddressInUseIsRefused() {
        try (MonitorServer server = new MonitorServer(ANY, null, MonitorServerTest::echo, new RecordedLog())) {
            assertThrows(
                    ListenException.class,
                    () -> new MonitorServer(server.address(), null, MonitorServerTest::echo, new RecordedLog()));
        }
    }
}
