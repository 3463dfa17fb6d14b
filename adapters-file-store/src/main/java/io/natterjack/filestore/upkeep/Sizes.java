package io.natterjack.filestore.upkeep;

/// How large files are, in bytes.
///
/// @param smallestBytes · of the first segment of a stream; each is twice as large as the one before
/// @param largestBytes  · up to this
/// @param sparedBytes   · left free for summaries and checkpoints, without which nothing could be deleted
/// @param journalBytes  · of each half of the journal
/// @param atOnceBytes   · of a stream are encrypted when it is opened, if it was not before; the rest is later
/// @param reservedBytes · from this size on, the system is asked for the room of a segment if that need not be
///                        written
public record Sizes(
        int smallestBytes, int largestBytes, long sparedBytes, int journalBytes, long atOnceBytes, int reservedBytes) {
    public static final Sizes DEFAULT = new Sizes(1 << 16, 1 << 25, 1 << 22, 1 << 25, 1 << 30, 1 << 20);

    /// With everything encrypted at once, and the room of small segments reserved as well.
    public Sizes(int smallestBytes, int largestBytes, long sparedBytes, int journalBytes) {
        this(smallestBytes, largestBytes, sparedBytes, journalBytes, Long.MAX_VALUE, 0);
    }
}
