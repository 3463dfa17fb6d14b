package io.natterjack.postgres;

import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Finds messages by the index, and shows what memory or the database has of them.
final class StreamReader implements MessageReader {
    /// Whoever asks for the next message is likely to ask again.
    private static final int ROWS_AHEAD = 32;

    private final Contents contents;

    StreamReader(Contents contents) {
        this.contents = contents;
    }

    @Override
    public boolean read(long sequence, StoredMessage into) {
        if (!contents.index().contains(sequence)) {
            return false;
        }
        contents.show(sequence, SubjectFilter.ALL, 1, into);
        return true;
    }

    @Override
    public boolean next(SubjectFilter filter, long fromSequence, StoredMessage into) {
        long sequence = contents.index().next(filter, fromSequence);
        if (sequence == 0) {
            return false;
        }
        contents.show(sequence, filter, ROWS_AHEAD, into);
        return true;
    }

    @Override
    public boolean previous(SubjectFilter filter, long toSequence, StoredMessage into) {
        long sequence = contents.index().previous(filter, toSequence);
        if (sequence == 0) {
            return false;
        }
        contents.show(sequence, filter, 1, into);
        return true;
    }

    @Override
    public boolean nextMarked(long fromSequence, StoredMessage into) {
        long sequence = contents.index().nextMarked(fromSequence);
        if (sequence == 0) {
            return false;
        }
        contents.show(sequence, SubjectFilter.ALL, 1, into);
        return true;
    }

    @Override
    public long sequenceAt(long timeNanos) {
        long sequence = contents.index().notBefore(timeNanos);
        return sequence == 0 ? contents.last() + 1 : sequence;
    }

    @Override
    public void missing(RangeVisitor visitor) {
        contents.index().missing(contents.first(), contents.last(), visitor);
    }
}
