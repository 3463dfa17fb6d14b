package io.natterjack.ports.contract.storage.strict;

import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import io.natterjack.ports.storage.stream.SubjectIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream of a [StrictStorage]: every call goes past the guard.
///
/// @param stream · does the work
/// @param guard  · of this stream
record StrictStream(StoredStream stream, Guard guard) implements StoredStream {
    @Override
    public byte[] definition() {
        return guard.read(stream::definition);
    }

    @Override
    public void redefine(StreamOptions options, byte[] definition) {
        guard.write(() -> {
            stream.redefine(options, definition);
            return 0;
        });
    }

    @Override
    public MessageLog log() {
        return new Log(stream.log(), guard);
    }

    @Override
    public MessageReader reader() {
        return new Reader(stream.reader(), guard);
    }

    @Override
    public SubjectIndex subjects() {
        return new Index(stream.subjects(), guard);
    }

    @Override
    public ConsumerStore consumers() {
        return new Consumers(stream.consumers(), guard);
    }

    @Override
    public void close() {
        guard.close(stream::close);
    }

    private record Log(MessageLog log, Guard guard) implements MessageLog {
        @Override
        public void append(StoredMessage message, boolean more) {
            guard.append(more, () -> log.append(message, more));
        }

        @Override
        public boolean remove(long sequence, boolean erase) {
            return guard.write(() -> log.remove(sequence, erase));
        }

        @Override
        public void removeThrough(long sequence) {
            guard.write(() -> {
                log.removeThrough(sequence);
                return 0;
            });
        }

        @Override
        public long commit() {
            return guard.write(log::commit);
        }

        @Override
        public long durable() {
            return log.durable();
        }

        @Override
        public void state(StreamState into) {
            guard.glance(() -> log.state(into));
        }
    }

    private record Reader(MessageReader reader, Guard guard) implements MessageReader {
        @Override
        public boolean read(long sequence, StoredMessage into) {
            return lent(guard.read(() -> reader.read(sequence, guard.window())), into);
        }

        @Override
        public boolean next(SubjectFilter filter, long fromSequence, StoredMessage into) {
            return lent(guard.read(() -> reader.next(filter, fromSequence, guard.window())), into);
        }

        @Override
        public boolean previous(SubjectFilter filter, long toSequence, StoredMessage into) {
            return lent(guard.read(() -> reader.previous(filter, toSequence, guard.window())), into);
        }

        @Override
        public boolean nextMarked(long fromSequence, StoredMessage into) {
            return lent(guard.read(() -> reader.nextMarked(fromSequence, guard.window())), into);
        }

        private boolean lent(boolean there, StoredMessage into) {
            if (there) {
                guard.lend(into);
            }
            return there;
        }

        @Override
        public long sequenceAt(long timeNanos) {
            return guard.read(() -> reader.sequenceAt(timeNanos));
        }

        @Override
        public void missing(RangeVisitor visitor) {
            guard.read(() -> {
                reader.missing(visitor);
                return 0;
            });
        }
    }

    private record Index(SubjectIndex index, Guard guard) implements SubjectIndex {
        @Override
        public long first(byte[] subject, int from, int to) {
            return guard.read(() -> index.first(subject, from, to));
        }

        @Override
        public long last(byte[] subject, int from, int to) {
            return guard.read(() -> index.last(subject, from, to));
        }

        @Override
        public long count(byte[] subject, int from, int to) {
            return guard.read(() -> index.count(subject, from, to));
        }

        @Override
        public long count(SubjectFilter filter, long fromSequence, long toSequence) {
            return guard.read(() -> index.count(filter, fromSequence, toSequence));
        }

        @Override
        public long size() {
            return guard.read(index::size);
        }

        @Override
        public void forEach(SubjectFilter filter, SubjectVisitor visitor) {
            guard.read(() -> {
                index.forEach(
                        filter,
                        (subject, from, to, messages, first, last) -> Guard.shown(
                                subject,
                                from,
                                to,
                                (lent, start, end) -> visitor.visit(lent, start, end, messages, first, last)));
                return 0;
            });
        }
    }

    private record Consumers(ConsumerStore store, Guard guard) implements ConsumerStore {
        @Override
        public List<String> names() {
            return guard.read(store::names);
        }

        @Override
        public void define(String consumer, byte[] definition) {
            guard.write(() -> {
                store.define(consumer, definition);
                return 0;
            });
        }

        @Override
        public byte @Nullable [] definition(String consumer) {
            return guard.read(() -> store.definition(consumer));
        }

        @Override
        public void save(String consumer, byte[] state, int from, int length) {
            guard.write(() -> {
                store.save(consumer, state, from, length);
                return 0;
            });
        }

        @Override
        public byte @Nullable [] state(String consumer) {
            return guard.read(() -> store.state(consumer));
        }

        @Override
        public void delete(String consumer) {
            guard.write(() -> {
                store.delete(consumer);
                return 0;
            });
        }
    }
}
