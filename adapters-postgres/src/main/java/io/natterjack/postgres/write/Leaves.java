package io.natterjack.postgres.write;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The partitions of a stream that are there for certain, ascending.
///
/// Written by the stream's writer after it has committed; read by any thread.
public final class Leaves {
    private volatile List<Leaf> all;

    public Leaves(List<Leaf> all) {
        this.all = List.copyOf(all);
    }

    /// Null if no partition takes this sequence.
    public @Nullable Leaf of(long sequence) {
        List<Leaf> now = all;
        for (int i = now.size() - 1; i >= 0; i--) {
            Leaf leaf = now.get(i);
            if (sequence >= leaf.from()) {
                return leaf.covers(sequence) ? leaf : null;
            }
        }
        return null;
    }

    /// Those that have nothing from a sequence on.
    List<Leaf> below(long sequence) {
        return all.stream().filter(leaf -> leaf.to() <= sequence).toList();
    }

    void change(List<Leaf> added, List<Leaf> dropped) {
        if (added.isEmpty() && dropped.isEmpty()) {
            return;
        }
        List<Leaf> next = new ArrayList<>(all);
        next.addAll(added);
        next.removeAll(dropped);
        all = List.copyOf(next);
    }
}
