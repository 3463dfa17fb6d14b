package io.natterjack.filestore.recovery;

import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFacts;
import io.natterjack.filestore.segment.SegmentHead;
import java.nio.ByteBuffer;

/// A full segment, as a checkpoint has it.
///
/// @param removed      · which of its messages are gone, a bit for each
/// @param removedBytes · what those count for
/// @param damaged      · whether something in it could not be read
@SuppressWarnings("ArrayRecordComponent") // a shared snapshot, never compared
public record SegmentEntry(
        SegmentHead head, int capacity, SegmentFacts facts, long[] removed, long removedBytes, boolean damaged) {
    /// Of a segment as it is now.
    public static SegmentEntry of(Segment segment) {
        return new SegmentEntry(
                segment.head(),
                segment.file().capacity(),
                segment.facts(),
                segment.removed().snapshot(),
                segment.removedBytes(),
                segment.damaged());
    }

    void write(ByteWriter to) {
        to.putLong(head.stream()).putInt(head.number()).putInt(head.generation());
        to.putLong(head.lastSequence()).putLong(head.lastNanos()).putLong(head.floor());
        to.putInt(head.previousEnd()).putInt(capacity);
        facts.write(to);
        to.putByte(damaged ? 1 : 0).putLong(removedBytes);
        int words = removed.length;
        while (words > 0 && removed[words - 1] == 0) {
            words--;
        }
        to.putInt(words);
        for (int i = 0; i < words; i++) {
            to.putLong(removed[i]);
        }
    }

    static SegmentEntry read(ByteBuffer from) {
        SegmentHead head = new SegmentHead(
                from.getLong(),
                from.getInt(),
                from.getInt(),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.getInt());
        int capacity = from.getInt();
        SegmentFacts facts = SegmentFacts.read(from);
        boolean damaged = from.get() != 0;
        long removedBytes = from.getLong();
        long[] removed = new long[from.getInt()];
        for (int i = 0; i < removed.length; i++) {
            removed[i] = from.getLong();
        }
        return new SegmentEntry(head, capacity, facts, removed, removedBytes, damaged);
    }
}
