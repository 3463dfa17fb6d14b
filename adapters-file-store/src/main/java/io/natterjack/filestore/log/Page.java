package io.natterjack.filestore.log;

import io.natterjack.filestore.segment.SegmentFile;
import org.jspecify.annotations.Nullable;

/// A piece of a segment in memory.
///
/// The owner of the stream appends, and links the next page before it publishes anything in it. Whoever flushes reads
/// what was published: that makes all earlier writes visible.
final class Page {
    private final byte[] bytes;
    private final SegmentFile file;
    private final int start;
    private int used;
    private @Nullable Page next;

    /// @param start · its place in the segment
    Page(byte[] bytes, SegmentFile file, int start) {
        this.bytes = bytes;
        this.file = file;
        this.start = start;
    }

    byte[] bytes() {
        return bytes;
    }

    SegmentFile file() {
        return file;
    }

    int start() {
        return start;
    }

    int used() {
        return used;
    }

    void use(int length) {
        used += length;
    }

    /// Where its bytes end in the log.
    long end() {
        return Position.of(file.number(), start + used);
    }

    long begin() {
        return Position.of(file.number(), start);
    }

    @Nullable
    Page next() {
        return next;
    }

    void link(Page page) {
        next = page;
    }

    /// How much of this page lies before a published position.
    int usedBefore(long position) {
        return file.number() == Position.segment(position) ? Math.min(used, Position.place(position) - start) : used;
    }
}
