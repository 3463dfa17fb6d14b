package io.natterjack.domain.memory;

import io.natterjack.domain.memory.message.Messages;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import java.util.Map;

/// What is kept of a stream between one opening and the next.
final class KeptStream {
    private final StreamKey key;
    private final Messages messages;
    private final Map<String, MemoryConsumers.Entry> consumers = MemoryConsumers.none();
    private byte[] definition;
    private boolean open;

    KeptStream(StreamKey key, long firstSequence, byte[] definition) {
        this.key = key;
        this.messages = new Messages(firstSequence);
        this.definition = definition.clone();
    }

    Messages messages() {
        return messages;
    }

    Map<String, MemoryConsumers.Entry> consumers() {
        return consumers;
    }

    byte[] definition() {
        return definition.clone();
    }

    void redefine(byte[] replacement) {
        definition = replacement.clone();
    }

    /// @throws StorageException if it is open
    Use open() {
        checkClosed();
        open = true;
        return new Use(key);
    }

    /// @throws StorageException if it is open
    void checkClosed() {
        if (open) {
            throw new StorageException("stream " + key + " is open");
        }
    }

    void close() {
        messages.dropOpenUnit();
        open = false;
    }
}
