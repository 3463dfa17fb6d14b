package io.natterjack.postgres.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The partitions of a stream that are there for certain, ascending.
///
/// Changed by the stream's writer after it has committed; read by any thread. The writer also notes from which of
/// them it has deleted messages: only the stream's owner knows whether any is left.
public final class Leaves {
    private final Growth growth = new Growth();

    /// Where those begin that may be empty.
    private final Set<Long> thinned = ConcurrentHashMap.newKeySet();

    private volatile List<Leaf> all;

    public Leaves(List<Leaf> all) {
        this.all = List.copyOf(all);
        all.forEach(leaf -> thinned.add(leaf.from()));
    }

    /// Of the newest. The writer's.
    public Growth growth() {
        return growth;
    }

    /// Null if no partition takes this sequence.
    public @Nullable Leaf of(long sequence) {
        List<Leaf> now = all;
        int low = 0;
        int high = now.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Leaf leaf = now.get(middle);
            if (leaf.covers(sequence)) {
                return leaf;
            }
            if (leaf.from() > sequence) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }

    /// The one that takes what comes next, if it has room; null if there is none.
    public @Nullable Leaf newest() {
        List<Leaf> now = all;
        return now.isEmpty() ? null : now.getLast();
    }

    /// Those that have nothing from a sequence on.
    public List<Leaf> below(long sequence) {
        return all.stream().filter(leaf -> leaf.to() <= sequence).toList();
    }

    /// Messages were deleted from it.
    public void thinned(Leaf leaf) {
        thinned.add(leaf.from());
    }

    /// Those from which messages were deleted, and of which nobody has said [#isUsed] since.
    public List<Leaf> thinned() {
        if (thinned.isEmpty()) {
            return List.of();
        }
        List<Leaf> leaves = new ArrayList<>();
        for (long from : thinned) {
            Leaf leaf = of(from);
            if (leaf != null) {
                leaves.add(leaf);
            }
        }
        return leaves;
    }

    /// There is a message in it, so that it need not be looked at before another is deleted.
    public void isUsed(Leaf leaf) {
        thinned.remove(leaf.from());
    }

    /// What the writer has just made and forgotten.
    public void change(List<Leaf> added, List<Leaf> dropped) {
        if (added.isEmpty() && dropped.isEmpty()) {
            return;
        }
        List<Leaf> next = new ArrayList<>(all);
        next.addAll(added);
        next.removeAll(dropped);
        all = List.copyOf(next);
        dropped.forEach(leaf -> thinned.remove(leaf.from()));
    }

    /// The newest takes less than it did.
    ///
    /// @param to · the first sequence that it does not take
    public void shorten(long to) {
        List<Leaf> next = new ArrayList<>(all);
        next.add(next.removeLast().until(to));
        all = List.copyOf(next);
    }
}
