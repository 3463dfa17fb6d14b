package io.natterjack.filestore.messages;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.log.Position;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads records, from memory if they are still there, from their files otherwise. What comes from a file is
/// believed only if its checksum matches.
///
/// Files are read in pieces. Whoever goes on where a piece ends gets a long one, as most read on; whoever jumps
/// gets a short one. A few pieces are kept, so that several consumers can be at different places.
///
/// Confined to the stream's owner.
public final class RecordReader {
    private static final int JUMP_BYTES = 1 << 12;
    private static final int RUN_BYTES = 1 << 18;
    private static final int PIECES = 8;

    private final CRC32C crc = new CRC32C();
    private final Piece[] pieces = new Piece[PIECES];
    private @Nullable StreamLog log;
    private byte[] bytes = new byte[0];
    private int at;
    private long clock;

    public RecordReader() {
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = new Piece();
        }
    }

    /// From now on there is a log that has the newest records in memory.
    public void attach(StreamLog live) {
        log = live;
    }

    /// Finds the record of a message: in [#bytes], from [#at] on.
    ///
    /// @return false if what is there is not its record, or not any more: the bytes of what was removed may be
    ///         overwritten
    /// @throws StorageException if the file cannot be read
    public boolean find(Segment segment, int ordinal) {
        long sequence = segment.sequence(ordinal);
        int place = segment.place(ordinal);
        if (at(segment, place, sequence)) {
            return true;
        }
        int checked = segment.contents().place(ordinal);
        return checked != place && at(segment, checked, sequence);
    }

    private boolean at(Segment segment, int place, long sequence) {
        if (!recordAt(segment, place)
                || Records.sequence(bytes, at) != sequence
                || (Records.flags(bytes, at) & Records.ERASE) != 0) {
            return false;
        }
        if ((Records.flags(bytes, at) & Records.LOCKED) == 0) {
            return true;
        }
        try {
            bytes = segment.file().vault().unlock(bytes, at);
            at = 0;
            return true;
        } catch (DamagedException _) {
            return false;
        }
    }

    private boolean recordAt(Segment segment, int place) {
        StreamLog live = log;
        // What was written anew was never in the log.
        if (live != null && segment.file().generation() == 0 && live.find(segment.number(), place)) {
            bytes = live.foundBytes();
            at = live.foundAt();
            return true;
        }
        Piece piece = pieceWith(segment, place);
        if (piece == null) {
            piece = load(segment, place);
        }
        if (piece == null) {
            return false;
        }
        piece.used = ++clock;
        bytes = piece.bytes;
        at = place - piece.start;
        return Records.valid(bytes, at, piece.length - at, crc, segment.file().seal(), place);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int at() {
        return at;
    }

    /// Shows the message that was found.
    public void show(StoredMessage into) {
        int subject = at + Records.HEAD_BYTES;
        int payload = subject + Records.nameLength(bytes, at);
        into.at(Records.sequence(bytes, at), Records.timeNanos(bytes, at), Records.flags(bytes, at) & Records.MARKED);
        into.subject(bytes, subject, payload);
        into.payload(bytes, payload, Records.headerLength(bytes, at), Records.payloadLength(bytes, at));
    }

    public long timeNanos() {
        return Records.timeNanos(bytes, at);
    }

    /// Forgets what was read of a segment.
    public void forget(Segment segment) {
        for (Piece piece : pieces) {
            if (piece.segment == segment) {
                piece.segment = null;
            }
        }
    }

    private @Nullable Piece pieceWith(Segment segment, int place) {
        for (Piece piece : pieces) {
            if (piece.segment == segment && piece.holds(place)) {
                return piece;
            }
        }
        return null;
    }

    private @Nullable Piece load(Segment segment, int place) {
        int limit = limit(segment);
        Piece piece = oldest();
        boolean run = false;
        for (Piece other : pieces) {
            if (other.segment == segment && place >= other.start && place <= other.start + other.length) {
                piece = other;
                run = true;
            }
        }
        int wanted = Math.min(run ? RUN_BYTES : JUMP_BYTES, limit - place);
        if (wanted < Records.HEAD_BYTES) {
            return null;
        }
        fill(piece, segment, place, wanted);
        int length = piece.length < Records.HEAD_BYTES ? 0 : Records.length(piece.bytes, 0);
        if (length > piece.length && length <= limit - place) {
            fill(piece, segment, place, length);
        }
        return piece.length < Records.HEAD_BYTES ? null : piece;
    }

    /// Behind it nothing is in the file yet.
    private int limit(Segment segment) {
        StreamLog live = log;
        if (live == null || !segment.grows()) {
            return segment.end();
        }
        long written = live.written();
        return Position.segment(written) == segment.number() ? Position.place(written) : segment.end();
    }

    private Piece oldest() {
        Piece oldest = pieces[0];
        for (Piece piece : pieces) {
            if (piece.segment == null) {
                return piece;
            }
            if (piece.used < oldest.used) {
                oldest = piece;
            }
        }
        return oldest;
    }

    private static void fill(Piece piece, Segment segment, int place, int wanted) {
        piece.segment = null;
        if (piece.bytes.length < wanted || piece.bytes.length > RUN_BYTES) {
            piece.bytes = new byte[wanted];
        }
        try {
            piece.length = segment.file().read(piece.bytes, 0, wanted, place);
        } catch (IOException failure) {
            throw new StorageException("cannot read " + segment.file() + ": " + failure.getMessage(), failure);
        }
        piece.segment = segment;
        piece.start = place;
    }

    /// Some bytes of a file.
    private static final class Piece {
        private byte[] bytes = new byte[0];
        private @Nullable Segment segment;
        private int start;
        private int length;
        private long used;

        private boolean holds(int place) {
            int from = place - start;
            return from >= 0 && length - from >= Records.HEAD_BYTES && length - from >= Records.length(bytes, from);
        }
    }
}
