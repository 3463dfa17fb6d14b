package io.natterjack.domain.monitor;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.ports.monitor.MonitorReply;
import io.natterjack.ports.monitor.MonitorRequest;
import io.natterjack.ports.observe.ProcessFacts;
import io.natterjack.ports.session.HostPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A broker with an account `A` of the users `a` and `aa`, and its monitoring pages.
final class MonitoredBroker implements ProcessFacts {
    static final String SECRET = "planted-secret";

    private final TestBroker broker;
    private final Monitor monitor;
    private boolean accepting = true;
    private String basePath = "";

    MonitoredBroker() {
        this(null);
    }

    private MonitoredBroker(@Nullable JetStreamSettings jetStream) {
        BrokerSettings plain = TestBroker.settings(Limits.DEFAULT, accounts());
        broker = new TestBroker(plain.withJetStream(jetStream));
        monitor = new Monitor(broker.broker(), this, Instant.EPOCH, this::settings);
    }

    /// With JetStream.
    ///
    /// @param streams · what it tells of itself; null if it does not run
    static MonitoredBroker with(@Nullable ReportedStreams streams) {
        MonitoredBroker broker = new MonitoredBroker(ReportedStreams.SETTINGS);
        broker.monitor.jetStream(streams);
        return broker;
    }

    private static AuthorizationSettings accounts() {
        MappingSettings mapping = new MappingSettings("x.y", List.of(new Destination("z.y", 100, "")));
        AccountSettings a = new AccountSettings("A", List.of(user("a"), user("aa")), List.of(mapping));
        AccountSettings system = new AccountSettings("SYS", List.of(user("s")), List.of());
        return new AuthorizationSettings(null, null, List.of(), List.of(a, system), null, "SYS", false, null);
    }

    private static UserSettings user(String name) {
        return new UserSettings(name, SECRET + "-" + name, null, null, Set.of(), false);
    }

    private MonitorSettings settings() {
        return new MonitorSettings(
                new HostPort("0.0.0.0", 4222),
                accepting,
                new HostPort("127.0.0.1", 8222),
                0,
                basePath,
                2,
                null,
                Instant.EPOCH,
                "sha256:0123",
                null);
    }

    @Override
    public Usage usage() {
        return new Usage(16_269_312, 12.34, 2, 2);
    }

    @Override
    public String stacks() {
        return "a thread";
    }

    void stopsAccepting() {
        accepting = false;
    }

    void movesTo(String path) {
        basePath = path;
    }

    TestBroker broker() {
        return broker;
    }

    TestClient client(String user, String more) {
        return broker.client("\"user\":\"" + user + "\",\"pass\":\"" + SECRET + "-" + user + "\"," + more);
    }

    MonitorReply get(String target) {
        int question = target.indexOf('?');
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (question >= 0) {
            for (String parameter : target.substring(question + 1).split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                parameters.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts.length > 1 ? parts[1] : "");
            }
        }
        String path = question < 0 ? target : target.substring(0, question);
        return monitor.get(new MonitorRequest(path, parameters));
    }

    /// What a page says; the page must be there.
    Map<String, Object> page(String target) {
        MonitorReply reply = get(target);
        if (reply.status() != 200 || !reply.contentType().equals("application/json")) {
            throw new AssertionError("expected a page of JSON, but found " + reply);
        }
        return Json.read(reply.body());
    }
}
