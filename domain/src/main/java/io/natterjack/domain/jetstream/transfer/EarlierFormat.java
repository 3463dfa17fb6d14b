package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.transfer.archive.ConsumerRecord;
import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.s2.ByteQueue;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;

/// The format in which this server wrote snapshots at first.
///
/// Each entry is a byte for the kind, four for the length of the rest, and the rest. Numbers have their highest byte
/// first.
final class EarlierFormat implements RestoreFormat {
    /// With which every snapshot began.
    static final String MAGIC = "NATTERJK";

    /// When the stream was made, since 1970.
    private static final int STREAM = 1;

    /// Sequence, time, flags, lengths of subject and headers, subject, payload.
    private static final int MESSAGE = 2;

    /// Lengths of name and definition, name, definition, state; the state may be missing.
    private static final int CONSUMER = 3;

    /// The last sequence that was used, and its time. Nothing follows.
    private static final int END = 9;

    private static final int HEAD = 5;
    private static final int MESSAGE_HEAD = 8 + 8 + 4 + 4 + 4;
    private static final int SUBJECT_BYTES_MAX = 1 << 16;

    private final StreamFiller filler;
    private final StoredMessage window = new StoredMessage();
    private boolean complete;
    private long createdNanos;

    EarlierFormat(StreamFiller filler) {
        this.filler = filler;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public long createdNanos() {
        return createdNanos;
    }

    @Override
    public boolean take(ByteQueue content) {
        if (content.length() < HEAD) {
            return false;
        }
        int kind = content.at(0);
        int size = content.intAt(1);
        check(kind, size);
        if (content.length() < HEAD + size) {
            return false;
        }
        switch (kind) {
            case STREAM -> createdNanos = content.longAt(HEAD);
            case MESSAGE -> message(content, size);
            case CONSUMER -> consumer(content, size);
            default -> {
                complete = true;
                filler.endsWith(content.longAt(HEAD), content.longAt(HEAD + Long.BYTES));
            }
        }
        content.drop(HEAD + size);
        return true;
    }

    /// Before the whole of it has been waited for.
    private void check(int kind, int size) {
        int least = switch (kind) {
            case STREAM -> Long.BYTES;
            case MESSAGE -> MESSAGE_HEAD;
            case CONSUMER -> 2 * Integer.BYTES;
            case END -> 2 * Long.BYTES;
            default -> throw new SnapshotException("unknown entry " + kind);
        };
        if (size < least || (kind != MESSAGE && size > ConsumerRecord.BYTES_MAX)) {
            throw new SnapshotException("corrupt entry");
        }
        if (kind == MESSAGE) {
            filler.requireSize(0, Math.max(0, size - MESSAGE_HEAD - SUBJECT_BYTES_MAX));
        }
    }

    private void message(ByteQueue content, int size) {
        int subject = content.intAt(HEAD + 20);
        int headers = content.intAt(HEAD + 24);
        int payload = size - MESSAGE_HEAD - subject;
        if (subject < 0 || headers < 0 || headers > payload) {
            throw new SnapshotException("corrupt message");
        }
        int from = content.from() + HEAD + MESSAGE_HEAD;
        window.at(content.longAt(HEAD), content.longAt(HEAD + 8), 0)
                .subject(content.bytes(), from, from + subject)
                .payload(content.bytes(), from + subject, headers, payload);
        filler.requireSize(window.sequence(), payload);
        filler.message(window);
    }

    private void consumer(ByteQueue content, int size) {
        int at = content.from() + HEAD + 8;
        int name = content.intAt(HEAD);
        int definition = content.intAt(HEAD + 4);
        if (name < 0 || definition < 0 || (long) name + definition > size - 8) {
            throw new SnapshotException("corrupt consumer");
        }
        filler.consumer(
                new String(content.bytes(), at, name, UTF_8),
                Arrays.copyOfRange(content.bytes(), at + name, at + name + definition),
                content.bytes(),
                at + name + definition,
                size - 8 - name - definition);
    }
}
