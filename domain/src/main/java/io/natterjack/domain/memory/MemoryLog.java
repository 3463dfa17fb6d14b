package io.natterjack.domain.memory;

import io.natterjack.domain.memory.message.Messages;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;
import java.util.function.BooleanSupplier;

/// Writes the messages of a stream in memory, where everything is as safe as it will ever be at once.
final class MemoryLog implements MessageLog {
    /// So much is taken before it is asked again whether there is room.
    private static final int UNASKED_BYTES_MAX = 64 << 10;

    /// What a message takes beside its subject and payload, about.
    private static final int ROW_BYTES = 32;

    private final Use use;
    private final Messages messages;
    private final BooleanSupplier full;
    private final StorageListener listener;
    private long ticket;
    private long unaskedBytes;
    private boolean withinUnit;

    MemoryLog(Use use, Messages messages, BooleanSupplier full, StorageListener listener) {
        this.use = use;
        this.messages = messages;
        this.full = full;
        this.listener = listener;
    }

    @Override
    public void append(StoredMessage message, boolean more) {
        use.check();
        if (unaskedBytes > UNASKED_BYTES_MAX && !withinUnit) {
            checkRoom();
        }
        messages.append(message, more);
        unaskedBytes += ROW_BYTES + message.subjectLength() + message.payloadLength();
        withinUnit = more;
    }

    /// While there is none it is asked for every message.
    private void checkRoom() {
        if (full.getAsBoolean()) {
            throw new StorageFullException("the heap is full: give the virtual machine more memory (-Xmx), or lower"
                    + " the limits of streams in memory (max_mem)");
        }
        unaskedBytes = 0;
    }

    @Override
    public boolean remove(long sequence, boolean erase) {
        use.check();
        return messages.remove(sequence, erase);
    }

    @Override
    public void removeThrough(long sequence) {
        use.check();
        messages.removeThrough(sequence);
    }

    @Override
    public long commit() {
        use.check();
        ticket++;
        listener.durable(ticket);
        return ticket;
    }

    @Override
    public long durable() {
        return ticket;
    }

    @Override
    public void state(StreamState into) {
        messages.state(into);
    }
}
