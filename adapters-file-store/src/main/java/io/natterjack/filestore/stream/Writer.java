package io.natterjack.filestore.stream;

import io.natterjack.filestore.log.Position;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.record.Records;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.upkeep.Maintenance;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StreamState;

/// Writes messages: each change is put into the log first, and into the indexes then.
///
/// Confined to the stream's owner.
final class Writer implements MessageLog {
    private final OpenLog log;
    private final Messages messages;
    private final Maintenance maintenance;
    private boolean unit;

    Writer(OpenLog log, Messages messages, Maintenance maintenance) {
        this.log = log;
        this.messages = messages;
        this.maintenance = maintenance;
    }

    @Override
    public void append(StoredMessage message, boolean more) {
        long sequence = message.sequence();
        int name = message.subjectLength();
        if (sequence <= messages.lastSequence()) {
            throw new IllegalArgumentException("sequence " + sequence + " is not above " + messages.lastSequence());
        }
        if (name > Records.NAME_BYTES_MAX) {
            throw new StorageException("a subject of " + name + " bytes cannot be stored");
        }
        int place = log.append(message, more);
        unit = more;
        int size = (int) StoredSize.durable(name, message.headerLength(), message.payloadLength());
        messages.add(
                messages.segments().last(),
                message.subject(),
                message.subjectFrom(),
                message.subjectTo(),
                sequence,
                message.timeNanos(),
                place,
                size,
                (message.flags() & StoredMessage.MARKED) != 0);
    }

    @Override
    public boolean remove(long sequence, boolean erase) {
        Segment segment = messages.segments().holding(sequence);
        if (segment == null) {
            log.log().refuseIfFrozen();
            return false;
        }
        if (erase) {
            int place = segment.contents().place(segment.atOrAfter(sequence));
            log.append(Records.REMOVE, Records.ERASE, sequence, Position.of(segment.number(), place));
            maintenance.erase(segment, place);
        } else {
            log.append(Records.REMOVE, 0, sequence, 0);
        }
        messages.remove(sequence);
        return true;
    }

    @Override
    public void removeThrough(long sequence) {
        if (sequence <= messages.floor() || sequence < messages.firstSequence()) {
            log.log().refuseIfFrozen();
            return;
        }
        log.append(Records.REMOVE_THROUGH, 0, sequence, 0);
        messages.removeThrough(sequence);
    }

    @Override
    public long commit() {
        long ticket = log.commit();
        maintenance.run();
        return ticket;
    }

    /// Whether the last message wants another one.
    boolean inUnit() {
        return unit;
    }

    @Override
    public long durable() {
        return log.log().durable();
    }

    @Override
    public void state(StreamState into) {
        messages.state(into);
    }
}
