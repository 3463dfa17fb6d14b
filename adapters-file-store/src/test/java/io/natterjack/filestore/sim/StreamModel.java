package io.natterjack.filestore.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a stream ought to be: after every call that was made, from the last one on that is known to be safe.
///
/// A ticket that is told before the owner has noted its commit counts from the next one on.
public final class StreamModel {
    private State now = new State(new TreeMap<>(), 0, new TreeMap<>());
    private final List<State> history = new ArrayList<>(List.of(now));
    private final TreeMap<Long, Integer> commits = new TreeMap<>();
    private int dropped;

    /// One moment.
    ///
    /// @param messages · subject and body, by sequence
    public record State(TreeMap<Long, String> messages, long last, TreeMap<String, String> consumers) {
        public State copy() {
            return new State(new TreeMap<>(messages), last, new TreeMap<>(consumers));
        }
    }

    public synchronized State now() {
        return now;
    }

    /// Does something that was called.
    public synchronized void done(State next) {
        now = next;
        history.add(next);
    }

    public synchronized void committed(long ticket) {
        commits.put(ticket, dropped + history.size() - 1);
    }

    /// A ticket was told, and means that all before its commit survives.
    public synchronized void safe(long ticket) {
        var entry = commits.floorEntry(ticket);
        if (entry != null) {
            int keep = entry.getValue() - dropped;
            if (keep > 0) {
                history.subList(0, keep).clear();
                dropped += keep;
            }
        }
    }

    /// Whether the stream may be like this after a crash. If so, it is from now on.
    public synchronized boolean recover(State found) {
        @Nullable State match = null;
        for (State state : history) {
            if (state.equals(found)) {
                match = state;
            }
        }
        if (match == null) {
            return false;
        }
        now = match;
        settle();
        return true;
    }

    /// Everything is safe, and tickets start anew.
    public synchronized void settle() {
        history.clear();
        history.add(now);
        commits.clear();
        dropped = 0;
    }

    /// How what was found differs from what comes nearest to it.
    public synchronized String difference(State found) {
        State nearest = now;
        for (State state : history) {
            if (distance(state, found) < distance(nearest, found)) {
                nearest = state;
            }
        }
        return "of " + history.size() + " possible states, number " + history.indexOf(nearest) + " is nearest: last "
                + nearest.last + ", found " + found.last + "; sequences that should be there " + without(nearest, found)
                + ", that should not " + without(found, nearest) + "; consumers should be " + nearest.consumers
                + ", found " + found.consumers;
    }

    private static int distance(State one, State other) {
        return without(one, other).size()
                + without(other, one).size()
                + (one.last == other.last ? 0 : 1)
                + (one.consumers.equals(other.consumers) ? 0 : 1);
    }

    private static List<Long> without(State one, State other) {
        return one.messages.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(other.messages.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
