package io.natterjack.filestore.segment;

import io.natterjack.filestore.index.Removed;
import io.natterjack.filestore.index.SubjectTable;
import io.natterjack.ports.storage.StorageException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/// One segment as the stream's owner sees it: a few numbers that are always there, which of its messages are gone,
/// and the contents, which are in memory while it grows, and come and go with their use afterwards.
///
/// Confined to the stream's owner.
public final class Segment {
    private static final int GLANCES_MAX = 64;

    private final SegmentFile file;
    private final SegmentHead head;
    private final Loader loader;
    private final Removed removed = new Removed();
    private @Nullable GrowingContents growing;
    private SoftReference<StoredContents> stored = new SoftReference<>(null);
    private int messages;
    private long bytes;
    private long removedBytes;
    private long first;
    private long last;
    private long latestNanos = Long.MIN_VALUE;
    private boolean ascending = true;
    private int end = SegmentHead.BYTES;
    private boolean damaged;
    private boolean wiped;
    private int glances;

    /// Brings back the contents of a segment that is full.
    @FunctionalInterface
    public interface Loader {
        StoredContents load(Segment segment) throws IOException;
    }

    /// A segment that grows.
    public Segment(SegmentFile file, SegmentHead head, Loader loader) {
        this.file = file;
        this.head = head;
        this.loader = loader;
        this.growing = new GrowingContents(file.number());
    }

    /// A segment that is full.
    public Segment(SegmentFile file, SegmentHead head, Loader loader, SegmentFacts facts) {
        this.file = file;
        this.head = head;
        this.loader = loader;
        messages = facts.messages();
        bytes = facts.bytes();
        first = facts.firstSequence();
        last = facts.lastSequence();
        latestNanos = facts.latestNanos();
        ascending = facts.ascending();
        end = facts.end();
    }

    public SegmentFile file() {
        return file;
    }

    public SegmentHead head() {
        return head;
    }

    public Loader loader() {
        return loader;
    }

    public int number() {
        return file.number();
    }

    /// Adds a message to a segment that grows.
    public void add(SubjectTable table, int id, long sequence, long timeNanos, int place, int size, boolean mark) {
        growing().add(table, id, sequence, place, size, mark);
        if (messages == 0) {
            first = sequence;
        }
        messages++;
        bytes += size;
        last = sequence;
        ascending &= timeNanos >= latestNanos;
        latestNanos = Math.max(latestNanos, timeNanos);
    }

    /// Says where the records end now.
    public void endAt(int place) {
        end = place;
    }

    public int end() {
        return end;
    }

    public boolean grows() {
        return growing != null;
    }

    /// The contents of a segment that grows.
    public GrowingContents growing() {
        GrowingContents contents = growing;
        if (contents == null) {
            throw new IllegalStateException("segment " + number() + " is full");
        }
        return contents;
    }

    /// From now on the summary is asked.
    public void seal(StoredContents contents) {
        growing = null;
        stored = new SoftReference<>(contents);
    }

    public SegmentFacts facts() {
        return new SegmentFacts(messages, bytes, first, last, latestNanos, ascending, end);
    }

    /// What is in it.
    ///
    /// @throws StorageException if its summary cannot be read
    public Contents contents() {
        GrowingContents contents = growing;
        return contents != null ? contents : stored();
    }

    /// What is in a segment that is full.
    public StoredContents stored() {
        StoredContents contents = stored.get();
        if (contents == null) {
            try {
                contents = loader.load(this);
            } catch (IOException failure) {
                throw new StorageException("cannot read what is in " + file + ": " + failure.getMessage(), failure);
            }
            stored = new SoftReference<>(contents);
            glances = 0;
        }
        return contents;
    }

    /// Where the record of a message begins. For a message here and there, its place is read and not the summary.
    public int place(int ordinal) {
        StoredContents known = stored.get();
        if (growing == null && known == null && glances++ < GLANCES_MAX) {
            try {
                return Summary.place(file, ordinal);
            } catch (IOException _) {
                // The whole summary is looked at then, and made anew if need be.
                glances = GLANCES_MAX;
            }
        }
        return contents().place(ordinal);
    }

    /// The first ordinal whose sequence is not below one; the number of messages if there is none.
    public int atOrAfter(long sequence) {
        if (messages == 0 || sequence <= first) {
            return 0;
        }
        if (sequence > last) {
            return messages;
        }
        return last - first == messages - 1
                ? (int) (sequence - first)
                : contents().atOrAfter(sequence);
    }

    public long sequence(int ordinal) {
        return last - first == messages - 1 ? first + ordinal : contents().sequence(ordinal);
    }

    /// How many messages were ever written.
    public int messages() {
        return messages;
    }

    public long firstSequence() {
        return first;
    }

    /// The highest sequence that was in use when this segment was the last.
    public long upper() {
        return messages == 0 ? head.lastSequence() : last;
    }

    public long latestNanos() {
        return latestNanos;
    }

    public boolean ascending() {
        return ascending;
    }

    /// Which are gone. To be changed by [#remove] only.
    public Removed removed() {
        return removed;
    }

    /// Takes a message away.
    ///
    /// @return false if it was gone already
    public boolean remove(int ordinal) {
        if (!removed.add(ordinal)) {
            return false;
        }
        removedBytes += contents().bytes(ordinal);
        return true;
    }

    /// Takes away what a checkpoint says was taken away.
    public void restore(long[] bits, long goneBytes, boolean damage) {
        removed.restore(bits);
        removedBytes = goneBytes;
        damaged = damage;
    }

    public long removedBytes() {
        return removedBytes;
    }

    /// Messages that are there.
    public int live() {
        return messages - removed.count();
    }

    /// What they count for.
    public long liveBytes() {
        return bytes - removedBytes;
    }

    /// Whether little is left of a segment that is full.
    public boolean sparse() {
        return !grows() && !damaged && bytes - removedBytes < bytes / 2 && live() > 0;
    }

    /// Whether something in it could not be read. Such a segment is never written anew.
    public boolean damaged() {
        return damaged;
    }

    public void damage() {
        damaged = true;
    }

    /// Whether its file is to be overwritten before it is deleted.
    public boolean wiped() {
        return wiped;
    }

    public void wipe() {
        wiped = true;
    }
}
