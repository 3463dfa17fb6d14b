package io.natterjack.domain.jetstream.transfer.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.s2.ByteQueue;
import org.jspecify.annotations.Nullable;

/// What stands before the contents of an entry: length of the name, time, sequence, length of the headers, length of
/// the rest, each as a number of variable length, and the name. The time may be negative, and is written alternating.
///
/// @param name         · the subject of a message, or what else it is
/// @param timeNanos    · since 1970
/// @param sequence     · of a message; 0 for anything else
/// @param headerLength · of the contents; 0 or more
/// @param bodyLength   · the rest of the contents; 0 or more
public record ArchiveEntry(String name, long timeNanos, long sequence, long headerLength, long bodyLength) {
    /// With which every archive begins.
    public static final String MAGIC = "NATSARC1";

    /// Name of the entry that says how the stream is.
    public static final String STATE = "state.json";

    /// What the name of every consumer begins with.
    public static final String CONSUMERS = "consumers/";

    /// Behind everything else.
    public static final ArchiveEntry END = new ArchiveEntry("", 0, 0, 0, 0);

    private static final int NAME_BYTES_MAX = 1 << 16;

    /// Something that is not a message.
    public static ArchiveEntry of(String name, long timeNanos, byte[] contents) {
        return new ArchiveEntry(name, timeNanos, 0, 0, contents.length);
    }

    /// A message, whose name is written by [#writeNamed].
    public static ArchiveEntry ofMessage(long timeNanos, long sequence, long headerLength, long bodyLength) {
        return new ArchiveEntry("", timeNanos, sequence, headerLength, bodyLength);
    }

    /// Of the contents.
    public long length() {
        return headerLength + bodyLength;
    }

    /// Appends it; the contents have to follow.
    public void write(ByteQueue out) {
        byte[] bytes = name.getBytes(UTF_8);
        writeNamed(bytes, 0, bytes.length, out);
    }

    /// The same with a name that is bytes already, in place of its own.
    public void writeNamed(byte[] bytes, int from, int length, ByteQueue out) {
        unsigned(length, out);
        unsigned((timeNanos << 1) ^ (timeNanos >> 63), out);
        unsigned(sequence, out);
        unsigned(headerLength, out);
        unsigned(bodyLength, out);
        out.add(bytes, from, length);
    }

    private static void unsigned(long value, ByteQueue out) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.add((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.add((int) rest);
    }

    /// Takes one from the front.
    ///
    /// @return null if it is not there in full; nothing was taken then
    /// @throws SnapshotException if there is something else
    public static @Nullable ArchiveEntry read(ByteQueue in) {
        Numbers numbers = new Numbers(in);
        long nameLength = numbers.next();
        long time = numbers.next();
        long sequence = numbers.next();
        long headerLength = numbers.next();
        long bodyLength = numbers.next();
        if (nameLength < 0 || nameLength > NAME_BYTES_MAX || headerLength < 0 || bodyLength < 0) {
            throw corrupt();
        }
        if (headerLength + bodyLength < 0) {
            throw corrupt();
        }
        if (numbers.missing || in.length() < numbers.at + nameLength) {
            return null;
        }
        String name = new String(in.bytes(), in.from() + numbers.at, (int) nameLength, UTF_8);
        in.drop(numbers.at + (int) nameLength);
        return new ArchiveEntry(name, (time >>> 1) ^ -(time & 1), sequence, headerLength, bodyLength);
    }

    private static SnapshotException corrupt() {
        return new SnapshotException("archive: invalid archive stream");
    }

    private static final class Numbers {
        private final ByteQueue in;
        private int at;
        private boolean missing;

        private Numbers(ByteQueue in) {
            this.in = in;
        }

        /// 0 if it is not there in full.
        private long next() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (at == in.length()) {
                    missing = true;
                    return 0;
                }
                int b = in.at(at++);
                value |= (long) (b & 0x7f) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw corrupt();
        }
    }
}
