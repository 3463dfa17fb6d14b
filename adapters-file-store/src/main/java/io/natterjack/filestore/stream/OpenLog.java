package io.natterjack.filestore.stream;

import io.natterjack.filestore.disk.NoRoomException;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.upkeep.Maintenance;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.io.IOException;

/// Puts records into the log of a stream, and goes on in the next segment when one is full.
///
/// The last bytes of a segment are reserved for records that are not messages, and such records may have a segment when
/// there is none for messages any more: so messages can be removed and acknowledged when the disk is full.
///
/// Confined to the stream's owner.
final class OpenLog {
    static final int RESERVED_BYTES = 1 << 12;

    private static final byte[] NOTHING = {};

    private final StreamLog log;
    private final Messages messages;
    private final SegmentSupply supply;
    private final Segment.Loader loader;
    private final Maintenance maintenance;
    private long marked;

    OpenLog(StreamLog log, Messages messages, SegmentSupply supply, Segment.Loader loader, Maintenance maintenance) {
        this.log = log;
        this.messages = messages;
        this.supply = supply;
        this.loader = loader;
        this.maintenance = maintenance;
        this.marked = log.safe();
    }

    /// Appends a message.
    ///
    /// @return where its record begins in the last segment
    int append(StoredMessage message, boolean more) {
        log.refuseIfFrozen();
        int length = Records.aligned(Records.HEAD_BYTES
                + message.subjectLength()
                + message.payloadLength()
                + log.file().vault().extraBytes());
        if (log.place() + length > log.file().capacity() - RESERVED_BYTES
                || !messages.segments().last().growing().reaches(message.sequence())) {
            rotate(length, true);
        }
        int place = log.place();
        log.append(message, (message.flags() & Records.MARKED) | (more ? Records.MORE : 0));
        messages.segments().last().endAt(log.place());
        if (log.place() > log.file().capacity() / 2) {
            supply.prepare(log.file().number() + 1);
        }
        return place;
    }

    /// Appends a record that is not a message.
    void append(int kind, int flags, long sequence, long position, byte[] name, byte[] payload, int from, int length) {
        log.refuseIfFrozen();
        int needed = Records.aligned(
                Records.HEAD_BYTES + name.length + length + log.file().vault().extraBytes());
        if (log.place() + needed > log.file().capacity()) {
            rotate(needed, false);
        }
        log.append(kind, flags, sequence, position, name, payload, from, length);
        messages.segments().last().endAt(log.place());
    }

    /// Appends a record that has only numbers.
    ///
    /// @param position · of what is to be erased; 0 if nothing is
    void append(int kind, int flags, long sequence, long position) {
        append(kind, flags, sequence, position, NOTHING, NOTHING, 0, 0);
    }

    /// Goes on in the next segment, which has room for some bytes.
    ///
    /// @param message · whether they are those of a message
    /// @throws StorageFullException if there is no room for it
    void rotate(int needed, boolean message) {
        Segment full = messages.segments().last();
        int number = full.number() + 1;
        SegmentFile next;
        try {
            next = supply.take(number, needed, message);
        } catch (NoRoomException failure) {
            throw new StorageFullException(
                    "no room for a segment in " + full.file().folder() + ": " + failure.getMessage(), failure);
        } catch (IOException failure) {
            throw new StorageException(
                    "cannot make a segment in " + full.file().folder() + ": " + failure.getMessage(), failure);
        }
        SegmentHead head = new SegmentHead(
                next.stream(),
                number,
                0,
                messages.lastSequence(),
                messages.lastNanos(),
                messages.floor(),
                log.place(),
                next.vault().locks() ? SegmentHead.LOCKED : 0);
        log.rotate(next, head);
        Segment segment = new Segment(next, head, loader);
        messages.segments().add(segment);
        maintenance.full(full);
    }

    /// Asks for everything so far to become safe.
    long commit() {
        long safe = log.safe();
        boolean room = log.place()
                        + Records.aligned(
                                Records.HEAD_BYTES + log.file().vault().extraBytes())
                <= log.file().capacity();
        if (log.uncommitted() && safe > marked && room) {
            append(Records.SAFE, 0, safe, 0);
            marked = safe;
        }
        return log.commit();
    }

    StreamLog log() {
        return log;
    }
}
