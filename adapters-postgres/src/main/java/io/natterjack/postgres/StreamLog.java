package io.natterjack.postgres;

import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;
import io.natterjack.ports.storage.stream.StreamState;

/// Writes to a stream's memory; the writer does the rest.
final class StreamLog implements MessageLog {
    private final Contents contents;

    StreamLog(Contents contents) {
        this.contents = contents;
    }

    @Override
    public void append(StoredMessage message, boolean more) {
        contents.changing();
        if (message.sequence() <= contents.last()) {
            throw new IllegalArgumentException(
                    "sequence " + message.sequence() + " is not above the last, " + contents.last());
        }
        contents.checkRoom(message.subjectLength() + (long) message.payloadLength());
        long size = StoredSize.durable(message.subjectLength(), message.headerLength(), message.payloadLength());
        contents.add(message, size, more);
    }

    @Override
    public boolean remove(long sequence, boolean erase) {
        return contents.remove(sequence, erase);
    }

    @Override
    public void removeThrough(long sequence) {
        contents.removeThrough(sequence);
    }

    @Override
    public long commit() {
        contents.changing();
        return contents.commit();
    }

    @Override
    public long durable() {
        return contents.sink().durable();
    }

    @Override
    public void state(StreamState into) {
        long first = contents.first();
        long firstNanos = first > contents.last() ? 0 : contents.index().timeOf(first);
        into.set(
                contents.index().messages(),
                contents.index().bytes(),
                first,
                firstNanos,
                contents.last(),
                contents.lastNanos());
    }
}
