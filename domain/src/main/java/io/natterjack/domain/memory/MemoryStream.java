package io.natterjack.domain.memory;

import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectIndex;
import java.util.function.BooleanSupplier;

/// A stream in memory that is open: what is kept of it, seen through the parts of the port.
final class MemoryStream implements StoredStream {
    private final KeptStream kept;
    private final Use use;
    private final MemoryLog log;
    private final MemoryReader reader;
    private final MemoryIndex subjects;
    private final MemoryConsumers consumers;

    MemoryStream(KeptStream kept, BooleanSupplier full, StorageListener listener) {
        this.kept = kept;
        use = kept.open();
        log = new MemoryLog(use, kept.messages(), full, listener);
        reader = new MemoryReader(kept.messages());
        subjects = new MemoryIndex(kept.messages());
        consumers = new MemoryConsumers(use, kept.consumers());
    }

    @Override
    public byte[] definition() {
        return kept.definition();
    }

    /// Options change nothing here: memory is neither more nor less safe, and never compressed.
    @Override
    public void redefine(StreamOptions options, byte[] definition) {
        use.check();
        kept.redefine(definition);
    }

    @Override
    public MessageLog log() {
        return log;
    }

    @Override
    public MessageReader reader() {
        return reader;
    }

    @Override
    public SubjectIndex subjects() {
        return subjects;
    }

    @Override
    public ConsumerStore consumers() {
        return consumers;
    }

    @Override
    public void close() {
        if (use.end()) {
            kept.close();
        }
    }
}
