package io.natterjack.domain.memory;

import io.natterjack.domain.memory.message.Messages;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StreamState;

/// Writes the messages of a stream in memory, where everything is as safe as it will ever be at once.
final class MemoryLog implements MessageLog {
    private final Use use;
    private final Messages messages;
    private final StorageListener listener;
    private long ticket;

    MemoryLog(Use use, Messages messages, StorageListener listener) {
        this.use = use;
        this.messages = messages;
        this.listener = listener;
    }

    @Override
    public void append(StoredMessage message, boolean more) {
        use.check();
        messages.append(message, more);
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
