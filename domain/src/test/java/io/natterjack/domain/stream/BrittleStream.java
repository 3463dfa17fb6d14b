package io.natterjack.domain.stream;

import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;

/// A stored stream that can run out of room, or break; that becomes durable only when it is told to; and that counts
/// how often somebody looks for a message.
final class BrittleStream implements StoredStream, MessageLog, MessageReader {
    private final StoredStream inner;
    private boolean full;
    private boolean broken;
    private boolean slow;
    private long searches;

    BrittleStream(StorageListener listener) {
        inner = new MemoryStorage().create(new StreamKey("A", "S"), StreamOptions.DEFAULT, new byte[0], listener);
    }

    void full(boolean is) {
        full = is;
    }

    void breakDown() {
        broken = true;
    }

    /// Commits reach nothing from now on.
    void slow() {
        slow = true;
    }

    @Override
    public void append(StoredMessage message, boolean more) {
        if (full) {
            throw new StorageFullException("no room");
        }
        checkWhole();
        inner.log().append(message, more);
    }

    private void checkWhole() {
        if (broken) {
            throw new StorageException("broken");
        }
    }

    @Override
    public boolean remove(long sequence, boolean erase) {
        checkWhole();
        return inner.log().remove(sequence, erase);
    }

    @Override
    public void removeThrough(long sequence) {
        checkWhole();
        inner.log().removeThrough(sequence);
    }

    @Override
    public long commit() {
        checkWhole();
        return inner.log().commit();
    }

    @Override
    public long durable() {
        return slow ? 0 : inner.log().durable();
    }

    @Override
    public void state(StreamState into) {
        inner.log().state(into);
    }

    @Override
    public byte[] definition() {
        return inner.definition();
    }

    @Override
    public void redefine(StreamOptions options, byte[] definition) {
        inner.redefine(options, definition);
    }

    @Override
    public MessageLog log() {
        return this;
    }

    @Override
    public MessageReader reader() {
        return this;
    }

    /// How often the next or the previous message was asked for.
    long searches() {
        return searches;
    }

    @Override
    public boolean read(long sequence, StoredMessage into) {
        return inner.reader().read(sequence, into);
    }

    @Override
    public boolean next(SubjectFilter filter, long fromSequence, StoredMessage into) {
        searches++;
        return inner.reader().next(filter, fromSequence, into);
    }

    @Override
    public boolean previous(SubjectFilter filter, long toSequence, StoredMessage into) {
        searches++;
        return inner.reader().previous(filter, toSequence, into);
    }

    @Override
    public boolean nextMarked(long fromSequence, StoredMessage into) {
        return inner.reader().nextMarked(fromSequence, into);
    }

    @Override
    public long sequenceAt(long timeNanos) {
        return inner.reader().sequenceAt(timeNanos);
    }

    @Override
    public void missing(RangeVisitor visitor) {
        inner.reader().missing(visitor);
    }

    @Override
    public SubjectIndex subjects() {
        return inner.subjects();
    }

    @Override
    public ConsumerStore consumers() {
        return inner.consumers();
    }

    @Override
    public void close() {
        inner.close();
    }
}
