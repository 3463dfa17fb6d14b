package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.text.GoDuration;

/// Reads what clients may cost. A limit of 0 is the default one.
final class LimitsSection implements Section {
    private static final int SUBJECT_TOKENS_MAX = 255;
    private static final long LAME_DUCK_NANOS_MIN = 30 * GoDuration.SECOND_NANOS;

    private long controlLineBytesMax;
    private long payloadBytesMax;
    private long pendingBytesMax;
    private int connectionsMax;
    private int subscriptionsMax;
    private int subjectTokensMax;
    private long pingIntervalNanos;
    private int pingsOutstandingMax;
    private long writeDeadlineNanos;
    private int closedConnectionsMax;
    private long lameDuckNanos;
    private long lameDuckGraceNanos;
    private boolean fastProducerStall = true;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "max_control_line" -> controlLineBytesMax = bytes(entry);
            case "max_payload" -> payloadBytesMax = bytes(entry);
            case "max_pending" -> pendingBytesMax = entry.whole();
            case "max_connections", "max_conn" -> connectionsMax = entry.number() == 0 ? -1 : entry.number();
            case "max_subscriptions", "max_subs" -> subscriptionsMax = entry.number();
            case "max_sub_tokens", "max_subscription_tokens" -> subjectTokensMax = tokens(entry);
            case "ping_interval" -> pingIntervalNanos = entry.durationNanos("ping_interval");
            case "ping_max" -> pingsOutstandingMax = entry.number();
            case "write_deadline" -> writeDeadlineNanos = entry.durationNanos("write_deadline");
            case "max_closed_clients" -> closedConnectionsMax = entry.number();
            case "lame_duck_duration" -> lameDuckNanos = lameDuck(entry);
            case "lame_duck_grace_period" -> lameDuckGraceNanos = lameDuckGrace(entry);
            case "no_fast_producer_stall" -> fastProducerStall = !entry.truth();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long bytes(Entry entry) {
        long bytes = entry.whole();
        if (bytes > Integer.MAX_VALUE) {
            throw entry.bad(entry.key() + " value is too big");
        }
        return bytes;
    }

    private static int tokens(Entry entry) {
        long tokens = entry.whole();
        if (tokens > SUBJECT_TOKENS_MAX) {
            throw entry.bad(entry.key() + " value is too big");
        }
        if (tokens <= 0) {
            throw entry.bad(entry.key() + " value can not be negative");
        }
        return (int) tokens;
    }

    private static long lameDuck(Entry entry) {
        long duration = duration(entry, "lame_duck_duration");
        if (duration < LAME_DUCK_NANOS_MIN) {
            throw entry.bad("invalid lame_duck_duration of " + GoDuration.text(duration) + ", minimum is 30 seconds");
        }
        return duration;
    }

    private static long lameDuckGrace(Entry entry) {
        long grace = duration(entry, "lame_duck_grace_period");
        if (grace < 0) {
            throw entry.bad("invalid lame_duck_grace_period, needs to be positive");
        }
        return grace;
    }

    private static long duration(Entry entry, String field) {
        try {
            return GoDuration.parse(entry.text());
        } catch (IllegalArgumentException e) {
            throw entry.bad("error parsing " + field + ": " + e.getMessage());
        }
    }

    Limits limits(double authTimeoutSeconds) {
        Limits standard = Limits.DEFAULT;
        return new Limits(
                (int) or(controlLineBytesMax, standard.controlLineBytesMax()),
                (int) or(payloadBytesMax, standard.payloadBytesMax()),
                or(pendingBytesMax, standard.pendingBytesMax()),
                (int) or(connectionsMax, standard.connectionsMax()),
                subscriptionsMax,
                subjectTokensMax,
                or(pingIntervalNanos, standard.pingIntervalNanos()),
                (int) or(pingsOutstandingMax, standard.pingsOutstandingMax()),
                (long) (authTimeoutSeconds * 1e9),
                or(writeDeadlineNanos, standard.writeDeadlineNanos()),
                (int) or(closedConnectionsMax, standard.closedConnectionsMax()),
                or(lameDuckNanos, standard.lameDuckNanos()),
                or(lameDuckGraceNanos, standard.lameDuckGraceNanos()),
                fastProducerStall);
    }

    private static long or(long configured, long standard) {
        return configured == 0 ? standard : configured;
    }
}
