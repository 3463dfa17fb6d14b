package io.natterjack.postgres;

import io.natterjack.ports.storage.Outbox;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectIndex;
import io.natterjack.postgres.outbox.StreamOutbox;

/// One open stream, and what applications have left for it.
final class PostgresStream implements StoredStream, Outbox {
    private final PostgresStorage storage;
    private final Contents contents;
    private final StreamLog log;
    private final StreamReader reader;
    private final StreamConsumers consumers;
    private final StreamOutbox outbox;
    private byte[] definition;

    PostgresStream(PostgresStorage storage, Contents contents, byte[] definition) {
        this.storage = storage;
        this.contents = contents;
        this.definition = definition;
        this.log = new StreamLog(contents);
        this.reader = new StreamReader(contents);
        this.consumers = new StreamConsumers(contents);
        this.outbox = new StreamOutbox(contents.sink().stream());
        storage.outboxes().add(outbox, contents::isOutboxSettled);
    }

    @Override
    public byte[] definition() {
        return definition.clone();
    }

    @Override
    public void redefine(StreamOptions options, byte[] changed) {
        contents.changing();
        storage.redefine(contents.sink(), options, changed);
        contents.sink().durability(options.durability());
        definition = changed.clone();
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
        return contents.index().subjects();
    }

    @Override
    public ConsumerStore consumers() {
        return consumers;
    }

    @Override
    public void listen(Runnable listener) {
        outbox.listen(listener);
    }

    @Override
    public void payloadMax(int bytes) {
        outbox.payloadMax(bytes);
    }

    @Override
    public boolean next(StoredMessage into) {
        while (outbox.next(into)) {
            String excess = outbox.excess();
            if (excess == null) {
                return true;
            }
            contents.takeFrom(outbox, excess);
        }
        return false;
    }

    @Override
    public void taken() {
        contents.takeFrom(outbox, null);
    }

    @Override
    public void refused(String why) {
        contents.takeFrom(outbox, why);
    }

    @Override
    public void close() {
        if (contents.isClosed()) {
            return;
        }
        storage.outboxes().remove(outbox);
        contents.dropUnit();
        long ticket = contents.commit();
        boolean safe = contents.awaitWritten(ticket);
        contents.close();
        storage.closed(contents.sink(), ticket);
        if (!safe && contents.sink().frozen() == null) {
            throw new StorageException("Stream " + contents.sink().key()
                    + " was closed before all of it was written to PostgreSQL; what was acknowledged is there");
        }
    }
}
