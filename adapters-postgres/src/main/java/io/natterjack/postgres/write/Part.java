package io.natterjack.postgres.write;

import io.natterjack.postgres.leaf.Growth;
import io.natterjack.postgres.leaf.Leaf;
import io.natterjack.postgres.tail.Changes;
import io.natterjack.postgres.tail.Slice;
import io.natterjack.postgres.tail.TailChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one stream brings into a batch, reduced to what is left in the end: a message that was removed before it
/// was written is never written, and none is deleted row by row that lies below the first of the stream.
final class Part {
    private final StreamSink sink;
    private final Changes changes;
    private final long version;
    private final long firstSequence;
    private final long[] removed;
    private final List<Slice> kept = new ArrayList<>();
    private final List<LeafRows> rows = new ArrayList<>();
    private final List<Leaf> added = new ArrayList<>();
    private final List<Leaf> dropped;
    private final long[] deleted;
    private final @Nullable Leaf freed;
    private final List<Replaced.Row> replaced;
    private int rowCount;

    /// Rows for one partition.
    record LeafRows(Leaf leaf, List<Slice> slices, int count) {
        /// Subjects and payloads.
        long bytes() {
            long bytes = 0;
            for (Slice slice : slices) {
                for (int at = slice.from(); at < slice.to(); at++) {
                    bytes += slice.chunk().subjectLength(at)
                            + (long) slice.chunk().payloadLength(at);
                }
            }
            return bytes;
        }
    }

    Part(StreamSink sink, Changes changes) {
        this.sink = sink;
        this.changes = changes;
        this.version = sink.nextVersion();
        Changes.Mark mark = changes.mark();
        this.firstSequence = mark == null ? 0 : mark.first();
        long[] interior = changes.removed().sorted();
        interior = Arrays.copyOfRange(interior, firstAtLeast(interior, firstSequence), interior.length);
        this.removed = merged(interior, changes.erased().sorted());
        if (removed.length == 0 && firstSequence <= lowest()) {
            kept.addAll(changes.slices());
            deleted = removed;
        } else {
            deleted = keepTheRest();
        }
        kept.forEach(slice -> rowCount += slice.to() - slice.from());
        assignLeaves();
        replaced = sink.replaced().portion(changes.states().size() + 1);
        dropped = dropped(mark != null);
        freed = mark != null && rows.isEmpty() && firstSequence > sink.writtenSequence() ? emptied() : null;
    }

    /// What is below the first message, and what the stream's owner has found empty.
    private List<Leaf> dropped(boolean below) {
        List<Leaf> all = new ArrayList<>(below ? sink.leaves().below(firstSequence) : List.of());
        for (long from : changes.emptied().sorted()) {
            Leaf leaf = sink.leaves().of(from);
            if (leaf != null && leaf.from() == from && !all.contains(leaf)) {
                all.add(leaf);
            }
        }
        return all;
    }

    /// The partition that is kept for what comes next, though nothing is left in it.
    private @Nullable Leaf emptied() {
        Leaf newest = sink.leaves().newest();
        boolean kept = newest != null && !dropped.contains(newest);
        return kept && sink.leaves().growth().isWorthFreeing() ? newest : null;
    }

    private long lowest() {
        if (changes.slices().isEmpty()) {
            return Long.MAX_VALUE;
        }
        Slice first = changes.slices().getFirst();
        return first.chunk().sequence(first.from());
    }

    private static int firstAtLeast(long[] sorted, long value) {
        int at = Arrays.binarySearch(sorted, value);
        return at < 0 ? -at - 1 : at;
    }

    private static long[] merged(long[] some, long[] others) {
        if (others.length == 0) {
            return some;
        }
        long[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        Arrays.sort(all);
        return all;
    }

    /// Splits slices around what is gone already.
    ///
    /// @return what was removed and is not among these messages, so that it is in the tables
    private long[] keepTheRest() {
        boolean[] here = new boolean[removed.length];
        for (Slice slice : changes.slices()) {
            TailChunk chunk = slice.chunk();
            int start = slice.from();
            for (int at = slice.from(); at < slice.to(); at++) {
                long sequence = chunk.sequence(at);
                int found = Arrays.binarySearch(removed, sequence);
                if (found >= 0) {
                    here[found] = true;
                }
                if (found >= 0 || sequence < firstSequence) {
                    keep(chunk, start, at);
                    start = at + 1;
                }
            }
            keep(chunk, start, slice.to());
        }
        long[] elsewhere = new long[removed.length];
        int count = 0;
        for (int i = 0; i < removed.length; i++) {
            if (!here[i]) {
                elsewhere[count++] = removed[i];
            }
        }
        return Arrays.copyOf(elsewhere, count);
    }

    private void keep(TailChunk chunk, int from, int to) {
        if (to > from) {
            kept.add(new Slice(chunk, from, to));
        }
    }

    private void assignLeaves() {
        Leaf leaf = null;
        List<Slice> slices = new ArrayList<>();
        int count = 0;
        for (Slice slice : kept) {
            int start = slice.from();
            for (int at = slice.from(); at < slice.to(); at++) {
                long sequence = slice.chunk().sequence(at);
                if (leaf == null || !leaf.covers(sequence)) {
                    if (at > start) {
                        slices.add(new Slice(slice.chunk(), start, at));
                    }
                    if (leaf != null) {
                        rows.add(new LeafRows(leaf, List.copyOf(slices), count));
                    }
                    slices.clear();
                    count = 0;
                    start = at;
                    leaf = leafOf(sequence);
                }
                count++;
            }
            slices.add(new Slice(slice.chunk(), start, slice.to()));
        }
        if (leaf != null) {
            rows.add(new LeafRows(leaf, List.copyOf(slices), count));
        }
    }

    private Leaf leafOf(long sequence) {
        Leaf known = sink.leaves().of(sequence);
        if (known != null) {
            return known;
        }
        Leaf leaf = sink.leaves().growth().next(sink.stream(), sequence, changes.bytes(), rowCount);
        added.add(leaf);
        return leaf;
    }

    /// Whether a single statement does it all.
    boolean isOneInsert() {
        return rows.size() == 1
                && added.isEmpty()
                && deleted.length == 0
                && dropped.isEmpty()
                && replaced.isEmpty()
                && changes.mark() == null
                && changes.outbox().size() == 0
                && changes.definitions().isEmpty()
                && changes.states().isEmpty()
                && changes.deleted().isEmpty();
    }

    void done() {
        Trace trace = Trace.of(this);
        if (trace != null) {
            sink.trace(trace);
        }
        replace();
        for (long sequence : deleted) {
            Leaf leaf = sink.leaves().of(sequence);
            if (leaf != null) {
                sink.leaves().thinned(leaf);
            }
        }
        sink.leaves().change(added, dropped);
        grow();
        sink.written(changes);
    }

    private void replace() {
        Replaced known = sink.replaced();
        known.forget(replaced);
        changes.deleted().forEach(known::deleted);
        changes.states().keySet().forEach(consumer -> known.state(consumer, version));
        if (changes.mark() != null) {
            known.mark(version);
        }
    }

    private void grow() {
        Growth growth = sink.leaves().growth();
        for (LeafRows some : rows) {
            if (added.contains(some.leaf())) {
                growth.begin();
            }
            growth.add(some.count(), some.bytes());
        }
        if (freed != null) {
            growth.freed();
        }
    }

    StreamSink sink() {
        return sink;
    }

    Changes changes() {
        return changes;
    }

    /// Of the rows that this writes into tables where only rows are added.
    long version() {
        return version;
    }

    List<LeafRows> rows() {
        return rows;
    }

    int rowCount() {
        return rowCount;
    }

    /// Rows of marks and states that count no more.
    List<Replaced.Row> replaced() {
        return replaced;
    }

    /// Partitions that have to be made first.
    List<Leaf> added() {
        return added;
    }

    /// Partitions that nobody needs any more.
    List<Leaf> dropped() {
        return dropped;
    }

    /// A partition whose messages are all gone, so that its disk can be freed; null if there is none.
    @Nullable
    Leaf freed() {
        return freed;
    }

    /// Messages in the tables that are gone.
    long[] deleted() {
        return deleted;
    }
}
