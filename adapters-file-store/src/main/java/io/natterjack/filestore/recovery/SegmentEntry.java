package io.natterjack.filestore.recovery;

import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFacts;
import io.natterjack.filestore.segment.SegmentHead;
import java.nio.ByteBuffer;

/// A full segment, as a checkpoint has it. Its form is beside the mark of damage, where format 1 had nothing.
///
/// @param removed      · which of its messages are gone, a bit for each
/// @param removedBytes · what those count for
/// @param damaged      · whether something in it could not be read
@SuppressWarnings("ArrayRecordComponent") // a shared snapshot, never compared
public record SegmentEntry(
        SegmentHead head, int capacity, SegmentFacts facts, long[] removed, long removedBytes, boolean damaged) {
    private static final int DAMAGED = 1;

    /// Of a segment as it is now.
    public static SegmentEntry of(Segment segment) {
        return new SegmentEntry(
                segment.head(),
                capacity(segment),
                segment.facts(),
                segment.removed().snapshot(),
                segment.removedBytes(),
                segment.damaged());
    }

    /// What is written anew has room for nothing more.
    private static int capacity(Segment segment) {
        return segment.file().generation() == 0 ? segment.file().capacity() : segment.end();
    }

    void write(ByteWriter to) {
        to.putLong(head.stream()).putInt(head.number()).putInt(head.generation());
        to.putLong(head.lastSequence()).putLong(head.lastNanos()).putLong(head.floor());
        to.putInt(head.previousEnd()).putInt(capacity);
        facts.write(to);
        to.putByte((damaged ? DAMAGED : 0) | head.form() << 1).putLong(removedBytes);
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
        long stream = from.getLong();
        int number = from.getInt();
        int generation = from.getInt();
        long lastSequence = from.getLong();
        long lastNanos = from.getLong();
        long floor = from.getLong();
        int previousEnd = from.getInt();
        int capacity = from.getInt();
        SegmentFacts facts = SegmentFacts.read(from);
        int marks = from.get();
        SegmentHead head =
                new SegmentHead(stream, number, generation, lastSequence, lastNanos, floor, previousEnd, marks >> 1);
        long removedBytes = from.getLong();
        long[] removed = new long[from.getInt()];
        for (int i = 0; i < removed.length; i++) {
            removed[i] = from.getLong();
        }
        return new SegmentEntry(head, capacity, facts, removed, removedBytes, (marks & DAMAGED) != 0);
    }
}
