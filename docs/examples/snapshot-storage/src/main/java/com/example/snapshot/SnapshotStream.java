package com.example.snapshot;

import com.example.snapshot.Snapshot.Entry;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.*;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Stream;

/// One open stream. It plays all five parts itself; none of them needs more than a few lines.
final class SnapshotStream implements StoredStream, MessageLog, MessageReader, SubjectIndex, ConsumerStore {
    private final Snapshot kept;
    private final Path file;
    private final StorageListener told;
    private final Runnable onClose;
    private long ticket, unitFrom, nanosBeforeUnit;
    private boolean closed;

    SnapshotStream(Snapshot kept, Path file, StorageListener told, Runnable onClose) {
        this.kept = kept;
        this.file = file;
        this.told = told;
        this.onClose = onClose;
    }

    private Snapshot open() {
        if (closed) throw new IllegalStateException("The stream is closed");
        return kept;
    }

    // The stream and its parts.
    @Override public byte[] definition() { return kept.definition.clone(); }
    @Override public MessageLog log() { return this; }
    @Override public MessageReader reader() { return this; }
    @Override public SubjectIndex subjects() { return this; }
    @Override public ConsumerStore consumers() { return this; }

    @Override public void redefine(StreamOptions options, byte[] definition) {
        open().definition = definition.clone();
        kept.write(file);
    }

    @Override public void close() {
        if (closed) return;
        if (unitFrom > 0) { // A unit that is not complete is as if it had never been begun.
            kept.messages.tailMap(unitFrom).clear();
            kept.last = unitFrom - 1;
            kept.lastNanos = nanosBeforeUnit;
        }
        commit();
        closed = true;
        onClose.run();
    }

    // Writing.
    @Override public void append(StoredMessage m, boolean more) {
        if (m.sequence() <= open().last) throw new IllegalArgumentException(m.sequence() + " has been used");
        if (unitFrom == 0) nanosBeforeUnit = kept.lastNanos;
        unitFrom = !more ? 0 : unitFrom > 0 ? unitFrom : kept.last + 1;
        byte[] payload = Arrays.copyOfRange(m.payload(), m.payloadFrom(), m.payloadFrom() + m.payloadLength());
        byte[] subject = Arrays.copyOfRange(m.subject(), m.subjectFrom(), m.subjectTo());
        kept.last = m.sequence();
        kept.lastNanos = m.timeNanos();
        Entry entry = new Entry(kept.last, m.timeNanos(), m.flags(), subject, m.headerLength(), payload);
        kept.messages.put(kept.last, entry);
    }

    @Override public boolean remove(long sequence, boolean erase) { return open().messages.remove(sequence) != null; }

    @Override public void removeThrough(long sequence) {
        open().messages.headMap(sequence, true).clear();
        kept.last = Math.max(kept.last, sequence);
    }

    @Override public long commit() {
        open().write(file);
        told.durable(++ticket);
        return ticket;
    }

    @Override public long durable() { return ticket; }

    @Override public void state(StreamState into) {
        long bytes = kept.messages.values().stream().mapToLong(SnapshotStream::size).sum();
        Entry first = kept.messages.isEmpty() ? null : kept.messages.firstEntry().getValue();
        into.set(kept.messages.size(), bytes, first == null ? kept.last + 1 : first.sequence(),
                first == null ? 0 : first.nanos(), kept.last, kept.lastNanos);
    }

    private static long size(Entry e) {
        return StoredSize.durable(e.subject().length, e.headers(), e.payload().length);
    }

    // Reading.
    private static boolean show(Optional<Entry> found, StoredMessage into) {
        found.ifPresent(e -> into.at(e.sequence(), e.nanos(), e.flags()).subject(e.subject(), 0, e.subject().length)
                .payload(e.payload(), 0, e.headers(), e.payload().length));
        return found.isPresent();
    }

    private Stream<Entry> from(long sequence) { return kept.messages.tailMap(sequence).values().stream(); }

    private static boolean matches(SubjectFilter f, Entry e) { return f.matches(e.subject(), 0, e.subject().length); }

    @Override public boolean read(long sequence, StoredMessage into) {
        return show(Optional.ofNullable(kept.messages.get(sequence)), into);
    }

    @Override public boolean next(SubjectFilter filter, long from, StoredMessage into) {
        return show(from(from).filter(e -> matches(filter, e)).findFirst(), into);
    }

    @Override public boolean previous(SubjectFilter filter, long to, StoredMessage into) {
        var downward = kept.messages.headMap(to, true).descendingMap().values();
        return show(downward.stream().filter(e -> matches(filter, e)).findFirst(), into);
    }

    @Override public boolean nextMarked(long from, StoredMessage into) {
        return show(from(from).filter(e -> (e.flags() & StoredMessage.MARKED) != 0).findFirst(), into);
    }

    @Override public long sequenceAt(long nanos) {
        return from(0).filter(e -> e.nanos() >= nanos).findFirst().map(Entry::sequence).orElse(kept.last + 1);
    }

    @Override public void missing(RangeVisitor visitor) {
        long expected = kept.messages.isEmpty() ? kept.last + 1 : kept.messages.firstKey();
        for (long sequence : kept.messages.keySet()) {
            if (sequence > expected && !visitor.visit(expected, sequence - 1)) return;
            expected = sequence + 1;
        }
        if (expected <= kept.last) visitor.visit(expected, kept.last);
    }

    // Subjects: counted whenever somebody asks. {messages, first, last} of each.
    private Map<ByteBuffer, long[]> counted(SubjectFilter filter) {
        Map<ByteBuffer, long[]> all = new HashMap<>();
        from(0).filter(e -> matches(filter, e)).forEach(e -> {
            long[] one = all.computeIfAbsent(ByteBuffer.wrap(e.subject()), _ -> new long[] {0, e.sequence(), 0});
            one[0]++;
            one[2] = e.sequence();
        });
        return all;
    }

    private long figure(byte[] subject, int from, int to, int which) {
        var one = counted(SubjectFilter.ALL).get(ByteBuffer.wrap(subject, from, to - from));
        return one == null ? 0 : one[which];
    }

    @Override public long first(byte[] subject, int from, int to) { return figure(subject, from, to, 1); }
    @Override public long last(byte[] subject, int from, int to) { return figure(subject, from, to, 2); }
    @Override public long count(byte[] subject, int from, int to) { return figure(subject, from, to, 0); }
    @Override public long size() { return counted(SubjectFilter.ALL).size(); }

    @Override public long count(SubjectFilter filter, long from, long to) {
        return from(from).takeWhile(e -> e.sequence() <= to).filter(e -> matches(filter, e)).count();
    }

    @Override public void forEach(SubjectFilter filter, SubjectVisitor visitor) {
        for (var one : counted(filter).entrySet()) {
            byte[] subject = one.getKey().array();
            long[] figures = one.getValue();
            if (!visitor.visit(subject, 0, subject.length, figures[0], figures[1], figures[2])) return;
        }
    }

    // Consumers.
    @Override public List<String> names() { return List.copyOf(kept.consumers.keySet()); }
    @Override public void define(String consumer, byte[] definition) {
        open().consumers.put(consumer, definition.clone());
    }
    @Override public byte[] definition(String consumer) { return copy(kept.consumers.get(consumer)); }
    @Override public byte[] state(String consumer) { return copy(kept.states.get(consumer)); }
    private static byte[] copy(byte[] bytes) { return bytes == null ? null : bytes.clone(); }

    @Override public void save(String consumer, byte[] state, int from, int length) {
        if (!open().consumers.containsKey(consumer)) throw new IllegalArgumentException("There is no " + consumer);
        kept.states.put(consumer, Arrays.copyOfRange(state, from, from + length));
    }

    @Override public void delete(String consumer) {
        open().consumers.remove(consumer);
        kept.states.remove(consumer);
    }
}
