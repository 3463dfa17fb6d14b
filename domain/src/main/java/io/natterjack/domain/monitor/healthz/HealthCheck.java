package io.natterjack.domain.monitor.healthz;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.monitor.healthz.Health.Finding;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Depth;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Problem;
import io.natterjack.domain.monitor.jsz.StreamReport;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.observe.ServerLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers `/healthz`. A server is well when its listeners are open and its streams are.
public final class HealthCheck {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final ServerLog log;

    public HealthCheck(ServerLog log) {
        this.log = log;
    }

    /// @param status · HTTP status
    public record Result(int status, String body) {}

    /// What is asked.
    ///
    /// @param serverOnly  · not whether there is JetStream at all
    /// @param enabledOnly · not how its streams are
    /// @param account     · whether it is there; empty for none in particular, as the next two
    private record Question(
            boolean serverOnly, boolean enabledOnly, boolean details, String account, String stream, String consumer) {}

    /// @param jetStream · the server is meant to have JetStream
    /// @param report    · what JetStream tells of itself; null if it does not work
    /// @throws BadQueryException in the words of the reference
    public Result check(Query query, MonitorSettings settings, boolean jetStream, @Nullable JetStreamReport report) {
        Question question = question(query);
        if (question.account.isEmpty() && !question.stream.isEmpty()) {
            return bad("\"account\" must not be empty when checking stream health", question);
        }
        if (question.stream.isEmpty() && !question.consumer.isEmpty()) {
            return bad("\"stream\" must not be empty when checking consumer health", question);
        }
        if (!settings.accepting()) {
            Finding finding = Finding.of("CONNECTION", "failed to be ready for connections after 1ms: server");
            return result(INTERNAL_SERVER_ERROR, Health.failed(finding, question.details));
        }
        return question.serverOnly || !jetStream ? result(OK, Health.OK) : streams(question, report);
    }

    private Question question(Query query) {
        boolean enabled = query.flag("js-enabled");
        if (enabled) {
            log.warn("Healthcheck: js-enabled deprecated, use js-enabled-only instead");
        }
        boolean enabledOnly = query.flag("js-enabled-only");
        boolean serverOnly = query.flag("js-server-only");
        query.flag("js-meta-only"); // of clusters
        return new Question(
                serverOnly,
                enabled || enabledOnly,
                query.flag("details"),
                query.text("account"),
                query.text("stream"),
                query.text("consumer"));
    }

    private Result streams(Question question, @Nullable JetStreamReport report) {
        if (report == null) {
            JetStreamError error = JetStreamError.NOT_ENABLED;
            Finding finding = Finding.of("JETSTREAM", error.with().description() + " (" + error.errCode() + ")");
            return result(SERVICE_UNAVAILABLE, Health.unavailable(List.of(finding), question.details));
        }
        if (question.enabledOnly) {
            return result(OK, Health.OK);
        }
        List<Finding> problems = report.problems().stream()
                .filter(problem -> concerns(problem, question))
                .map(problem -> Finding.ofStream(problem.account(), problem.stream(), problem.text()))
                .toList();
        if (!problems.isEmpty()) {
            return result(SERVICE_UNAVAILABLE, Health.unavailable(problems, question.details));
        }
        Finding missing = question.account.isEmpty() ? null : missing(question, report);
        return missing == null
                ? result(OK, Health.OK)
                : result(NOT_FOUND, Health.unavailable(List.of(missing), question.details));
    }

    private static boolean concerns(Problem problem, Question question) {
        return (question.account.isEmpty() || problem.account().isEmpty() || question.account.equals(problem.account()))
                && (question.stream.isEmpty()
                        || problem.stream().isEmpty()
                        || question.stream.equals(problem.stream()));
    }

    /// @return null if all that is asked for is there
    private static @Nullable Finding missing(Question question, JetStreamReport report) {
        String account = question.account;
        String stream = question.stream;
        Depth depth = stream.isEmpty() ? Depth.FIGURES : Depth.CONSUMERS;
        AccountReport known = report.account(account, depth);
        if (known == null) {
            return Finding.ofAccount(account, "JetStream account " + GoQuoted.text(account) + " not found");
        }
        if (stream.isEmpty()) {
            return null;
        }
        StreamReport found = known.streams().stream()
                .filter(each -> each.name().equals(stream))
                .findFirst()
                .orElse(null);
        String where = " on account " + GoQuoted.text(account);
        if (found == null) {
            return Finding.ofStream(
                    account, stream, "JetStream stream " + GoQuoted.text(stream) + " not found" + where);
        }
        boolean there = question.consumer.isEmpty()
                || found.consumers().stream().anyMatch(each -> each.name().equals(question.consumer));
        return there
                ? null
                : Finding.ofConsumer(
                        account,
                        stream,
                        question.consumer,
                        "JetStream consumer " + GoQuoted.text(question.consumer) + " not found for stream "
                                + GoQuoted.text(stream) + where);
    }

    private Result bad(String error, Question question) {
        return result(BAD_REQUEST, Health.failed(Finding.of("BAD_REQUEST", error), question.details));
    }

    private Result result(int status, Health health) {
        String complaint = health.complaint();
        if (complaint != null) {
            log.warn(complaint);
        }
        return new Result(status, Json.line(health));
    }
}
