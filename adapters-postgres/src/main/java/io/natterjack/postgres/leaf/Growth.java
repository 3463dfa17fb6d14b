package io.natterjack.postgres.leaf;

/// How large the newest partition of a stream has become, and how many messages the next is to take.
///
/// A range is given to a partition before its messages are known, so it is a guess: as many as would fill it, if
/// they are as large as the last ones. If they turn out to be larger, the partition is closed early; see
/// [LeafTables#close].
///
/// Confined to the stream's writer.
public final class Growth {
    private static final long LEAF_BYTES = 64L * 1024 * 1024;
    private static final int ROW_OVERHEAD_BYTES = 80;
    private static final long ROWS_MIN = 64;
    private static final long ROWS_MAX = 1L << 20;

    /// How much may be added before a partition that could not be closed is looked at again.
    private static final long STEP_BYTES = 16L * 1024 * 1024;

    /// For less than this nobody has to free a disk.
    private static final long WORTH_FREEING_BYTES = 64 * 1024;

    private long rows;
    private long bytes;
    private long lookAt = LEAF_BYTES;
    private long freedAt;

    /// The range of a partition for messages from a sequence on.
    ///
    /// @param newBytes · subjects and payloads of what is to be written now
    public Leaf next(int stream, long sequence, long newBytes, int newRows) {
        long lately = rows == 0 ? 0 : bytes / rows;
        long rowBytes = Math.max(lately, newBytes / Math.max(1, newRows) + ROW_OVERHEAD_BYTES);
        long span = Math.clamp(LEAF_BYTES / rowBytes, ROWS_MIN, ROWS_MAX);
        long end = sequence > Long.MAX_VALUE - span ? Long.MAX_VALUE : sequence + span;
        return new Leaf(stream, sequence, end);
    }

    /// What was found when the stream was opened.
    public void found(long newestRows, long newestBytes) {
        rows = newestRows;
        bytes = newestBytes;
    }

    /// There is a new one.
    public void begin() {
        rows = 0;
        bytes = 0;
        lookAt = LEAF_BYTES;
        freedAt = 0;
    }

    /// It has got more.
    ///
    /// @param moreBytes · subjects and payloads
    public void add(int moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes + (long) moreRows * ROW_OVERHEAD_BYTES;
    }

    /// Whether it is time to close it, as far as can be told from what was written.
    public boolean isOutgrown() {
        return bytes >= lookAt;
    }

    /// How large it is indeed.
    ///
    /// @return whether it has to be closed
    boolean measured(long onDisk) {
        if (onDisk < LEAF_BYTES) {
            lookAt = bytes + Math.max(STEP_BYTES / 4, LEAF_BYTES - onDisk);
        }
        return onDisk >= LEAF_BYTES;
    }

    /// It could not be closed.
    public void postpone() {
        lookAt = bytes + STEP_BYTES;
    }

    /// Whether there is something to free when all of its messages are gone.
    public boolean isWorthFreeing() {
        return bytes - freedAt >= WORTH_FREEING_BYTES;
    }

    /// What it had will be freed.
    public void freed() {
        freedAt = bytes;
    }
}
