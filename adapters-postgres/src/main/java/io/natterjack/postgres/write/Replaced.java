package io.natterjack.postgres.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// Rows of marks and of consumers' states that newer ones have replaced, and that are still in the tables.
///
/// Each is known by its key, and so it can be deleted without looking for it: whoever looks has to walk over those
/// that were deleted before, as long as anybody's transaction could see them. They are deleted in portions, so
/// that no transaction has more to do for it than a few milliseconds. Confined to the stream's writer.
public final class Replaced {
    private static final int PORTION = 1024;
    private static final int PILE = 128;

    /// What stands for a consumer's name where a mark is meant; no consumer has it.
    private static final String MARK = "";

    private final Map<String, Long> latest = new HashMap<>();
    private final Queue<Row> rows = new ArrayDeque<>();

    /// @param consumer · empty for a mark
    record Row(String consumer, long version) {
        boolean isMark() {
            return consumer.isEmpty();
        }
    }

    /// There is a mark.
    public void mark(long version) {
        row(MARK, version);
    }

    /// There is a state.
    public void state(String consumer, long version) {
        row(consumer, version);
    }

    /// Rows may come in any order: the highest version is the one that counts.
    private void row(String consumer, long version) {
        Long other = latest.get(consumer);
        if (other != null && other != version) {
            rows.add(new Row(consumer, Math.min(other, version)));
        }
        if (other == null || other < version) {
            latest.put(consumer, version);
        }
    }

    /// A consumer and all its rows are gone.
    void deleted(String consumer) {
        latest.remove(consumer);
    }

    /// The rows to delete next; none while it is not worth it.
    ///
    /// @param added · rows that come in the same transaction: more than those go, so that they do not pile up
    List<Row> portion(int added) {
        List<Row> some = new ArrayList<>();
        if (rows.size() >= PILE) {
            rows.stream().limit(Math.max(PORTION, 2L * added)).forEach(some::add);
        }
        return some;
    }

    /// A portion is gone.
    void forget(List<Row> portion) {
        for (int i = 0; i < portion.size(); i++) {
            rows.remove();
        }
    }
}
