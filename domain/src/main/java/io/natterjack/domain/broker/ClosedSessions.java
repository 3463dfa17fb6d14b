package io.natterjack.domain.broker;

import java.util.ArrayDeque;
import java.util.List;

/// The clients that went last, oldest first.
///
/// **Threading.** Any thread.
public final class ClosedSessions {
    private final int max;
    private final ArrayDeque<ClosedSession> ring = new ArrayDeque<>();

    ClosedSessions(int max) {
        this.max = max;
    }

    synchronized void add(ClosedSession session) {
        if (max <= 0) {
            return;
        }
        if (ring.size() == max) {
            ring.removeFirst();
        }
        ring.addLast(session);
    }

    /// Those that are remembered.
    public synchronized List<ClosedSession> all() {
        return List.copyOf(ring);
    }
}
