package io.natterjack.filestore.segment;

import io.natterjack.filestore.record.ByteWriter;
import java.nio.ByteBuffer;

/// What is known of a segment as a whole, whether its messages are still there or not.
///
/// @param messages      · how many were ever written
/// @param bytes         · what they count for
/// @param firstSequence · of the first message, 0 if there is none
/// @param lastSequence  · of the last message, 0 if there is none
/// @param latestNanos   · the latest time of a message
/// @param ascending     · whether no message is older than one before it
/// @param end           · where the records end
public record SegmentFacts(
        int messages, long bytes, long firstSequence, long lastSequence, long latestNanos, boolean ascending, int end) {
    static final int LENGTH_BYTES = 4 + 8 + 8 + 8 + 8 + 1 + 4;

    public void write(ByteWriter to) {
        to.putInt(messages).putLong(bytes).putLong(firstSequence).putLong(lastSequence);
        to.putLong(latestNanos).putByte(ascending ? 1 : 0).putInt(end);
    }

    public static SegmentFacts read(ByteBuffer from) {
        return new SegmentFacts(
                from.getInt(),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.get() != 0,
                from.getInt());
    }
}
