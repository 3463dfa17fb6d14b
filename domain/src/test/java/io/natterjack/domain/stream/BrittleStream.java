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
import io.natterjack.ports.storage.stream.SubjectIndex;

/// A stored stream that can run out of room, or break; and that becomes durable only when it is told to.
final class BrittleStream implements StoredStream, MessageLog {
    private final StoredStream inner;
    private boolean full;
    private boolean broken;
    private boolean slow;

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
        return inner.reader();
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
