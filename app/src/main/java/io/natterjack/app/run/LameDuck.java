package io.natterjack.app.run;

import io.natterjack.domain.broker.Sessions;
import io.natterjack.domain.session.Session;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.CloseReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Sends the clients of a server that is going away to others, a few at a time, so that those are not run over.
///
/// Waits for the grace period, then spreads the closing of the clients over what is left of the duration, at least
/// every second and at most a thousand times a second.
final class LameDuck {
    private static final long STEP_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(1);

    private final Sessions clients;
    private final long graceNanos;
    private final long durationNanos;
    private final ServerLog log;
    private final Runnable whenDone;

    /// @param graceNanos    · before the first is sent away
    /// @param durationNanos · until the last is sent away, the grace period included
    LameDuck(Sessions clients, long graceNanos, long durationNanos, ServerLog log, Runnable whenDone) {
        this.clients = clients;
        this.graceNanos = graceNanos;
        this.durationNanos = durationNanos;
        this.log = log;
        this.whenDone = whenDone;
    }

    void start() {
        Thread.ofPlatform().name("natterjack-lame-duck").daemon().start(this::run);
    }

    private void run() {
        List<Session> sessions = new ArrayList<>(clients.all());
        if (!sessions.isEmpty()) {
            LockSupport.parkNanos(graceNanos);
            log.info("Closing existing clients");
            closeAll(sessions, durationNanos - graceNanos);
        }
        whenDone.run();
    }

    private static void closeAll(List<Session> sessions, long durationNanos) {
        Collections.shuffle(sessions);
        long step = Math.clamp(durationNanos / sessions.size(), STEP_NANOS_MIN, STEP_NANOS_MAX);
        long batch = Math.max(1, sessions.size() * step / Math.max(step, durationNanos));
        int inBatch = 0;
        for (Session session : sessions) {
            session.closeFromAnywhere(CloseReason.SERVER_SHUTDOWN);
            if (++inBatch == batch) {
                inBatch = 0;
                LockSupport.parkNanos(step);
            }
        }
    }
}
