package io.natterjack.filestore.upkeep;

/// How large files are, in bytes.
///
/// @param smallestBytes · of the first segment of a stream; each is twice as large as the one before
/// @param largestBytes  · up to this
/// @param sparedBytes   · left free for summaries and checkpoints, without which nothing could be deleted
/// @param journalBytes  · of each half of the journal
/// @param atOnceBytes   · of a stream are encrypted when it is opened, if it was not before; the rest is later
public record Sizes(int smallestBytes, int largestBytes, long sparedBytes, int journalBytes, long atOnceBytes) {
    public static final Sizes DEFAULT = new Sizes(1 << 16, 1 << 25, 1 << 22, 1 << 25, 1 << 30);

    /// With everything encrypted at once.
    public Sizes(int smallestBytes, int largestBytes, long sparedBytes, int journalBytes) {
        this(smallestBytes, largestBytes, sparedBytes, journalBytes, Long.MAX_VALUE);
    }
}
