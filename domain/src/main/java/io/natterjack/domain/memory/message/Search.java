package io.natterjack.domain.memory.message;

import io.natterjack.domain.memory.subject.Subject;
import io.natterjack.domain.memory.subject.Subjects;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.function.Predicate;

/// Finds the nearest message that matches, forwards or backwards.
///
/// There are two ways: to go from message to message until one matches, which is short if many do, and to ask every
/// subject that matches for its nearest, which is short if few do. Nobody knows beforehand, so both are tried in turn
/// with an allowance that grows. That costs at most a small multiple of what the shorter way alone would.
public final class Search {
    private static final int ALLOWANCE_MIN = 64;
    private static final int GROWTH = 4;

    private final Cursor cursor;
    private final Subjects subjects;
    private final Nearest nearest = new Nearest();

    public Search(Messages messages) {
        cursor = messages.cursor();
        subjects = messages.subjects();
    }

    /// Moves the cursor to the first message that matches and is not before a sequence.
    ///
    /// @return false if there is none
    public boolean next(SubjectFilter filter, long from) {
        return filter.all() ? cursor.seek(from) : find(filter, from, true);
    }

    /// Moves the cursor to the last message that matches and is not behind a sequence.
    ///
    /// @return false if there is none
    public boolean previous(SubjectFilter filter, long to) {
        return filter.all() ? cursor.seekBack(to) : find(filter, to, false);
    }

    private boolean find(SubjectFilter filter, long start, boolean forward) {
        long at = start;
        boolean literal = subjects.literal(filter);
        for (int allowance = ALLOWANCE_MIN; ; allowance = grown(allowance)) {
            if (!literal) {
                boolean there = forward ? cursor.seek(at) : cursor.seekBack(at);
                there = there && walk(filter, allowance, forward);
                if (!there || matches(filter)) {
                    return there;
                }
                at = cursor.sequence();
            }
            nearest.begin(at, forward, literal ? Integer.MAX_VALUE : allowance);
            if (subjects.visit(filter, nearest)) {
                return nearest.found() && cursor.seekExactly(nearest.sequence());
            }
        }
    }

    private static int grown(int allowance) {
        return allowance > Integer.MAX_VALUE / GROWTH ? Integer.MAX_VALUE : allowance * GROWTH;
    }

    /// Goes on to a message that matches, or until the allowance is used up.
    ///
    /// @return false if the stream has ended before
    private boolean walk(SubjectFilter filter, int allowance, boolean forward) {
        boolean there = true;
        for (int left = allowance; there && left > 0 && !matches(filter); left--) {
            there = forward ? cursor.forward() : cursor.backward();
        }
        return there;
    }

    private boolean matches(SubjectFilter filter) {
        Subject subject = cursor.subject();
        return filter.matches(subject.bytes(), subject.from(), subject.to());
    }

    /// Asks subjects for their nearest message, and remembers the nearest of all.
    private static final class Nearest implements Predicate<Subject> {
        private long start;
        private boolean forward;
        private int left;
        private long best;

        void begin(long from, boolean towardsTheEnd, int allowance) {
            start = from;
            forward = towardsTheEnd;
            left = allowance;
            best = 0;
        }

        boolean found() {
            return best != 0;
        }

        long sequence() {
            return best;
        }

        @Override
        public boolean test(Subject subject) {
            long candidate = forward ? subject.next(start) : subject.previous(start);
            if (candidate != 0 && (best == 0 || (forward ? candidate < best : candidate > best))) {
                best = candidate;
            }
            return --left > 0;
        }
    }
}
