package io.natterjack.domain.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.monitor.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page has the fields, their order and their types that a reference server 2.15.1 shows in the same situation.
/// The shapes were taken from one: see the files in `monitor`.
final class ReferenceShapesTest {
    /// What the reference shows of features that this server does not have.
    private static final List<String> WITHOUT = List.of("feature_flags", "account_detail.imports");

    private final MonitoredBroker monitored = new MonitoredBroker();
    private final TestClient client = monitored.client("a", "\"name\":\"one\",\"lang\":\"go\",\"version\":\"1.2\",");

    @ParameterizedTest(name = "{1} is shaped like {0}")
    @CsvSource({
        "connz, /connz",
        "connz-auth, /connz?auth=1",
        "connz-subs, /connz?subs=1",
        "connz-detail, /connz?auth=1&subs=detail",
        "subsz, /subsz",
        "subsz, /subscriptionsz",
        "subsz-subs, /subsz?subs=1&acc=A&test=foo.b",
        "subsz-max, /subsz?subs=1&acc=A&test=foo.a",
        "accountz, /accountz",
        "accountz-acc, /accountz?acc=A",
        "accstatz, /accstatz",
        "routez, /routez",
        "gatewayz, /gatewayz",
        "leafz, /leafz",
        "healthz, /healthz",
        "healthz-bad, /healthz?stream=x",
        "healthz-bad-details, /healthz?stream=x&details=1"
    })
    void pageOfAServerWithOneClient(String shape, String target) throws IOException {
        client.says("SUB foo.a 1\r\nSUB foo.b q 2\r\nUNSUB 1 10\r\nPUB foo 5\r\nhello\r\nPING\r\n");

        assertShape(shape, target);
    }

    @ParameterizedTest(name = "{1} is shaped like {0}")
    @CsvSource({"connz-closed, /connz?state=closed", "connz-closed-detail, /connz?state=closed&auth=1&subs=detail"})
    void pageOfAServerWhoseClientHasGone(String shape, String target) throws IOException {
        client.says("SUB foo.a 1\r\nSUB foo.b q 2\r\nUNSUB 1 10\r\n").leaves();

        assertShape(shape, target);
    }

    @ParameterizedTest
    @CsvSource("varz, /varz")
    void pageOfTheServerWithoutItsFeatures(String shape, String target) throws IOException {
        assertShape(shape, target);
    }

    private void assertShape(String shape, String target) throws IOException {
        List<String> expected = reference(shape).stream()
                .filter(line -> WITHOUT.stream().noneMatch(line::startsWith))
                .toList();
        List<String> found = Shape.of(Json.read(monitored.get(target).body()));

        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    static List<String> reference(String name) throws IOException {
        try (InputStream in = ReferenceShapesTest.class.getResourceAsStream("/monitor/" + name + ".shape")) {
            return new String(requireNonNull(in, name).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }
}
