package io.natterjack.domain.monitor.healthz;

import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.ports.observe.ServerLog;
import java.util.List;

/// Answers `/healthz`. A server without streams is well when its listeners are open, whatever is asked about streams.
public final class HealthCheck {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final List<String> FLAGS =
            List.of("js-enabled", "js-enabled-only", "js-server-only", "js-meta-only");

    private final ServerLog log;

    public HealthCheck(ServerLog log) {
        this.log = log;
    }

    /// @param status · HTTP status
    public record Result(int status, String body) {}

    /// @throws BadQueryException in the words of the reference
    public Result check(Query query, MonitorSettings settings) {
        if (query.flag("js-enabled")) {
            log.warn("Healthcheck: js-enabled deprecated, use js-enabled-only instead");
        }
        FLAGS.forEach(query::flag);
        boolean details = query.flag("details");
        if (query.text("account").isEmpty() && !query.text("stream").isEmpty()) {
            return bad("\"account\" must not be empty when checking stream health", details);
        }
        if (query.text("stream").isEmpty() && !query.text("consumer").isEmpty()) {
            return bad("\"stream\" must not be empty when checking consumer health", details);
        }
        if (!settings.accepting()) {
            String error = "failed to be ready for connections after 1ms: server";
            return result(INTERNAL_SERVER_ERROR, Health.failed("CONNECTION", error, details));
        }
        return result(OK, Health.OK);
    }

    private Result bad(String error, boolean details) {
        return result(BAD_REQUEST, Health.failed("BAD_REQUEST", error, details));
    }

    private Result result(int status, Health health) {
        String complaint = health.complaint();
        if (complaint != null) {
            log.warn(complaint);
        }
        return new Result(status, Json.line(health));
    }
}
