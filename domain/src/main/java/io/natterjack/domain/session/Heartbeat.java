package io.natterjack.domain.session;

import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.wire.ErrorText;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.session.CloseReason;

/// Asks a silent client whether it is still there, measures how long it takes to answer, and gives up when it does not.
///
/// The first PING comes early, two seconds and a little after the connection or its CONNECT, so that there is a
/// round-trip time to show. From then on a PING is sent only if the client has been silent for an interval, or if the
/// round-trip time is an hour old. Confined to the lane.
public final class Heartbeat {
    private static final byte[] PING = {'P', 'I', 'N', 'G', '\r', '\n'};
    private static final long FIRST_PING_NANOS = 2_000_000_000L;
    private static final long ROUND_TRIP_GOOD_NANOS = 3_600_000_000_000L;

    private final Session session;
    private Alarm alarm = Alarm.NONE;
    private boolean asked;
    private int outstanding;
    private long openedNanos;
    private long lastHeardNanos;
    private long pingSentNanos;
    private volatile long roundTripNanos;

    Heartbeat(Session session) {
        this.session = session;
    }

    void start() {
        openedNanos = now();
        lastHeardNanos = openedNanos;
        schedule();
    }

    /// CONNECT has come: the first PING is due early, counted from now. How long the client took to answer the greeting
    /// serves as its round trip until then.
    void restart() {
        if (roundTripNanos == 0) {
            roundTripNanos = Math.max(1, now() - openedNanos);
        }
        schedule();
    }

    private void schedule() {
        alarm.cancel();
        long first = Math.min(intervalNanos(), FIRST_PING_NANOS);
        long spread = Math.max(1, first / 5);
        set(first + session.lane().random().nextLong(spread));
    }

    void stop() {
        alarm.cancel();
        alarm = Alarm.NONE;
    }

    /// The client has asked in its turn, or sent anything else.
    void heard() {
        lastHeardNanos = now();
    }

    /// The client has answered.
    void answered() {
        outstanding = 0;
        roundTripNanos = Math.max(1, now() - pingSentNanos);
    }

    private void due() {
        long now = now();
        long silent = now - Math.max(lastHeardNanos, session.counts().lastHeardNanos());
        boolean measure = !asked || now - pingSentNanos > ROUND_TRIP_GOOD_NANOS;
        if (silent < intervalNanos() && !measure) {
            set(intervalNanos());
            return;
        }
        if (outstanding + 1 > limits().pingsOutstandingMax()) {
            session.log().debug("Stale Client Connection - Closing");
            session.close(ErrorText.STALE_CONNECTION, CloseReason.STALE_CONNECTION);
        } else {
            asked = true;
            outstanding++;
            pingSentNanos = now;
            session.send(PING);
            set(intervalNanos());
        }
        session.lane().flushes().flush();
    }

    private void set(long delayNanos) {
        alarm = session.lane().executor().after(delayNanos, this::due);
    }

    private long intervalNanos() {
        long own = session.door().pingIntervalNanos();
        return own > 0 ? own : limits().pingIntervalNanos();
    }

    private Limits limits() {
        return session.host().settings().limits();
    }

    private long now() {
        return session.host().surroundings().nanoClock().nanoTime();
    }

    /// The last round trip; 0 if none has been measured. May be called from any thread.
    public long roundTripNanos() {
        return roundTripNanos;
    }
}
