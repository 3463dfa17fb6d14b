package io.natterjack.filestore.upkeep;

/// How large files are, in bytes.
///
/// @param smallestBytes · of the first segment of a stream; each is twice as large as the one before
/// @param largestBytes  · up to this
/// @param sparedBytes   · left free for summaries and checkpoints, without which nothing could be deleted
/// @param journalBytes  · of each half of the journal
public record Sizes(int smallestBytes, int largestBytes, long sparedBytes, int journalBytes) {
    public static final Sizes DEFAULT = new Sizes(1 << 16, 1 << 25, 1 << 22, 1 << 25);
}
