package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.StreamModel;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One stream of a simulation, beside what it ought to be.
final class SimulatedStream implements StorageListener {
    private final StreamKey key;
    private final boolean compressed;
    private final SplittableRandom random;
    private final StreamModel model = new StreamModel();
    private @Nullable StoredStream stream;
    private Durability durability;
    private boolean created;
    private volatile boolean frozen;
    private volatile boolean powerMatters;

    SimulatedStream(int number, Durability durability, boolean compressed, SplittableRandom random) {
        key = new StreamKey("A", "S" + number);
        this.durability = durability;
        this.compressed = compressed;
        this.random = random;
        powerMatters = durability == Durability.DISK;
    }

    @Override
    public void durable(long ticket) {
        if (powerMatters) {
            model.safe(ticket);
        }
    }

    @Override
    public void frozen(String why) {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    /// Says that the next end is only one of the process, so that tickets count at every level.
    void expectKill() {
        powerMatters = true;
    }

    void open(Storage storage) {
        boolean there = storage.streams().contains(key);
        assertTrue(there || !created, key + " is gone");
        StoredStream opened = there ? reopen(storage) : storage.create(key, options(), new byte[] {1}, this);
        stream = opened;
        frozen = false;
        StreamModel.State found = look(opened);
        assertTrue(model.recover(found), () -> key + " " + durability + ": " + model.difference(found));
        created = true;
        powerMatters = durability == Durability.DISK;
        checkIndexes();
    }

    /// The operator wants another level now and then.
    private StoredStream reopen(Storage storage) {
        if (random.nextInt(4) == 0) {
            durability = durability == Durability.DISK ? Durability.PAGE_CACHE : Durability.DISK;
        }
        return storage.open(key, durability, this);
    }

    private StreamOptions options() {
        return new StreamOptions(durability, compressed, 1);
    }

    private StoredStream stream() {
        StoredStream open = stream;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }

    void close() {
        stream().close();
        if (!frozen) {
            model.settle();
        }
    }

    /// Does something.
    void step() {
        switch (random.nextInt(17)) {
            case 0, 1, 2, 3, 4, 5 -> append(1);
            case 6 -> append(1 + random.nextInt(5));
            case 7, 8 -> remove();
            case 9 -> removeThrough();
            case 10 -> define();
            case 11, 12 -> save();
            case 13 -> checkIndexes();
            case 14 -> compress();
            default -> model.committed(stream().log().commit());
        }
    }

    private void append(int count) {
        StreamModel.State next = model.now().copy();
        long sequence = next.last();
        for (int i = 0; i < count; i++) {
            sequence += random.nextInt(20) == 0 ? 3 : 1;
            String subject = "s." + random.nextInt(6) + (random.nextInt(10) == 0 ? ".x" : "");
            String body = "b".repeat(random.nextInt(30) == 0 ? 3000 : random.nextInt(120)) + sequence;
            StoredMessage message = new StoredMessage().at(sequence, sequence * 10, 0);
            byte[] name = subject.getBytes(UTF_8);
            byte[] payload = body.getBytes(UTF_8);
            message.subject(name, 0, name.length).payload(payload, 0, 0, payload.length);
            stream().log().append(message, i < count - 1);
            next.messages().put(sequence, subject + " " + body);
        }
        model.done(new StreamModel.State(next.messages(), sequence, next.consumers()));
    }

    private void remove() {
        long sequence = pick();
        StreamModel.State next = model.now().copy();
        boolean there = next.messages().remove(sequence) != null;
        assertEquals(there, stream().log().remove(sequence, random.nextInt(4) == 0));
        model.done(next);
    }

    private void removeThrough() {
        long sequence = random.nextInt(20) == 0 ? model.now().last() + random.nextInt(3) : pick();
        StreamModel.State next = model.now().copy();
        stream().log().removeThrough(sequence);
        next.messages().headMap(sequence, true).clear();
        model.done(new StreamModel.State(next.messages(), Math.max(next.last(), sequence), next.consumers()));
    }

    private long pick() {
        TreeMap<Long, String> messages = model.now().messages();
        if (messages.isEmpty()) {
            return model.now().last();
        }
        long first = messages.firstKey();
        return first + random.nextLong(Math.min(messages.lastKey() - first + 1, 1 + random.nextInt(200)));
    }

    private void define() {
        StreamModel.State next = model.now().copy();
        String name = "c" + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            stream().consumers().delete(name);
            next.consumers().remove(name);
        } else {
            String definition = "d" + random.nextInt(100);
            stream().consumers().define(name, definition.getBytes(UTF_8));
            String before = next.consumers().getOrDefault(name, "/");
            next.consumers().put(name, definition + before.substring(before.indexOf('/')));
        }
        model.done(next);
    }

    /// Changes how it is stored, which nobody else notices.
    private void compress() {
        if (random.nextInt(10) == 0) {
            stream().redefine(new StreamOptions(durability, random.nextBoolean(), 1), new byte[] {1});
        }
    }

    private void save() {
        StreamModel.State next = model.now().copy();
        String name = "c" + random.nextInt(3);
        String before = next.consumers().get(name);
        if (before != null) {
            String state = "t".repeat(random.nextInt(60)) + random.nextInt(1000);
            stream().consumers().save(name, state.getBytes(UTF_8), 0, state.length());
            next.consumers().put(name, before.substring(0, before.indexOf('/') + 1) + state);
            model.done(next);
        }
    }

    /// What is in a stream, as far as its reader can see.
    static StreamModel.State look(StoredStream stream) {
        StreamState state = new StreamState();
        stream.log().state(state);
        TreeMap<Long, String> messages = new TreeMap<>();
        StoredMessage window = new StoredMessage();
        for (long at = 0; stream.reader().next(SubjectFilter.ALL, at, window); at = window.sequence() + 1) {
            messages.put(window.sequence(), text(window));
        }
        assertEquals(messages.size(), state.messages());
        assertEquals(messages.isEmpty() ? state.lastSequence() + 1 : messages.firstKey(), state.firstSequence());
        TreeMap<String, String> consumers = new TreeMap<>();
        for (String name : stream.consumers().names()) {
            byte[] saved = stream.consumers().state(name);
            byte[] definition = stream.consumers().definition(name);
            consumers.put(
                    name,
                    new String(definition == null ? new byte[0] : definition, UTF_8) + "/"
                            + new String(saved == null ? new byte[0] : saved, UTF_8));
        }
        return new StreamModel.State(messages, state.lastSequence(), consumers);
    }

    private static String text(StoredMessage message) {
        return new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8) + " "
                + new String(message.payload(), message.payloadFrom(), message.payloadLength(), UTF_8);
    }

    /// Compares what is found by subject with what ought to be there.
    void checkIndexes() {
        Map<String, TreeMap<Long, String>> subjects = new TreeMap<>();
        model.now()
                .messages()
                .forEach((sequence, text) -> subjects.computeIfAbsent(
                                text.substring(0, text.indexOf(' ')), _ -> new TreeMap<>())
                        .put(sequence, text));
        assertEquals(subjects.size(), stream().subjects().size());
        subjects.forEach((subject, messages) -> {
            byte[] name = subject.getBytes(UTF_8);
            assertEquals(messages.size(), stream().subjects().count(name, 0, name.length));
            assertEquals(messages.firstKey(), stream().subjects().first(name, 0, name.length), key + " " + subject);
            assertEquals(messages.lastKey(), stream().subjects().last(name, 0, name.length), key + " " + subject);
            long from = pick();
            StoredMessage window = new StoredMessage();
            Map.Entry<Long, String> expected = messages.ceilingEntry(from);
            boolean found = stream().reader().next(SubjectFilter.of(subject), from, window);
            assertEquals(expected != null, found);
            assertTrue(expected == null || expected.getValue().equals(text(window)));
            Map.Entry<Long, String> before = messages.floorEntry(from);
            assertEquals(before != null, stream().reader().previous(SubjectFilter.of(subject), from, window));
            assertTrue(before == null || before.getValue().equals(text(window)));
            assertEquals(
                    messages.tailMap(from, true).size(),
                    stream().subjects().count(SubjectFilter.of(subject), from, Long.MAX_VALUE));
        });
        assertEquals(
                model.now().messages().size(), stream().subjects().count(SubjectFilter.of("s.>"), 0, Long.MAX_VALUE));
    }
}
