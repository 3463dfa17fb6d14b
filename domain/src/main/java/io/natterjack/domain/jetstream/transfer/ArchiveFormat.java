package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.transfer.archive.ArchiveEntry;
import io.natterjack.domain.jetstream.transfer.archive.ConsumerRecord;
import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.jetstream.transfer.archive.StreamRecord;
import io.natterjack.domain.s2.ByteQueue;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The archive that every server writes: how the stream is, its consumers, its messages, an empty entry.
final class ArchiveFormat implements RestoreFormat {
    private final StreamFiller filler;
    private final RestoredConsumers consumers;
    private final StoredMessage window = new StoredMessage();
    private @Nullable StreamRecord stream;
    private @Nullable ArchiveEntry head;
    private int consumersLeft;
    private long last;
    private boolean complete;

    ArchiveFormat(StreamFiller filler, RestoredConsumers consumers) {
        this.filler = filler;
        this.consumers = consumers;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public long createdNanos() {
        return stream == null || stream.created() == null ? 0 : EpochNanos.of(stream.created());
    }

    @Override
    public boolean take(ByteQueue content) {
        ArchiveEntry entry = head == null ? ArchiveEntry.read(content) : head;
        if (entry == null) {
            return false;
        }
        if (head == null) {
            check(entry);
            head = entry;
        }
        if (content.length() < entry.length()) {
            return false;
        }
        read(entry, content);
        content.drop((int) entry.length());
        head = null;
        return true;
    }

    /// Before its contents have been waited for.
    private void check(ArchiveEntry entry) {
        if (entry.sequence() < 0) {
            throw new SnapshotException("message sequence is too large");
        }
        if (stream != null && consumersLeft == 0 && entry.sequence() > 0) {
            filler.requireSize(entry.sequence(), entry.length());
            if (entry.sequence() <= last) {
                throw new SnapshotException("message sequence " + entry.sequence() + " out of order");
            }
        } else if (entry.length() > ConsumerRecord.BYTES_MAX) {
            throw new SnapshotException("entry " + entry.name() + " is too large");
        }
    }

    private void read(ArchiveEntry entry, ByteQueue content) {
        if (stream == null) {
            stream(entry, content);
        } else if (consumersLeft > 0) {
            consumersLeft--;
            consumer(entry, content);
        } else if (entry.sequence() > 0) {
            message(entry, content);
        } else if (entry.equals(ArchiveEntry.END)) {
            complete = true;
            filler.endsWith(Math.max(last, stream.lastSequence()), stream.lastNanos());
        } else {
            throw new SnapshotException("expected message sequence");
        }
    }

    private void stream(ArchiveEntry entry, ByteQueue content) {
        if (!entry.name().equals(ArchiveEntry.STATE)) {
            throw new SnapshotException("expected state.json first");
        }
        StreamRecord read = StreamRecord.read(contents(entry, content));
        filler.announced(read.bytes());
        stream = read;
        consumersLeft = read.consumers();
    }

    private void consumer(ArchiveEntry entry, ByteQueue content) {
        if (!entry.name().startsWith(ArchiveEntry.CONSUMERS)) {
            throw new SnapshotException("expected consumer, found \"" + entry.name() + "\"");
        }
        String name = entry.name().substring(ArchiveEntry.CONSUMERS.length());
        ConsumerRecord record = ConsumerRecord.read(contents(entry, content));
        ConsumerConfig config = consumers.admit(name, record.config());
        byte[] state = record.keptState();
        filler.consumer(name, consumers.definition(record, config), state, 0, state.length);
    }

    private void message(ArchiveEntry entry, ByteQueue content) {
        byte[] subject = entry.name().getBytes(UTF_8);
        last = entry.sequence();
        window.at(last, entry.timeNanos(), 0)
                .subject(subject, 0, subject.length)
                .payload(content.bytes(), content.from(), (int) entry.headerLength(), (int) entry.length());
        filler.message(window);
    }

    private static byte[] contents(ArchiveEntry entry, ByteQueue content) {
        return Arrays.copyOfRange(content.bytes(), content.from(), content.from() + (int) entry.length());
    }
}
