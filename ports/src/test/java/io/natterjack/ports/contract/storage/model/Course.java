package io.natterjack.ports.contract.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.contract.storage.fixture.Picture;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.Texts;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;
import java.util.SplittableRandom;

/// One random course through the life of a stream, taken by a storage and by the model side by side.
///
/// After a crash the storage may have lost what was not told to be safe. It is then asked which moment it has come back
/// to, which has to be one of those behind the last ticket that was told, and the model goes on from there.
public final class Course {
    private static final int STEPS = 160;
    private static final List<String> CONSUMERS = List.of("pull", "push", "größe");

    private final Bench bench;
    private final Chance chance;
    private final History history = new History();
    private StreamModel model;
    private OneStream stream;
    private String definition = "first";

    private Course(Bench bench, long seed) {
        this.bench = bench;
        this.chance = new Chance(new SplittableRandom(seed));
        StreamOptions options = chance.options();
        stream = bench.create(Bench.ORDERS, options, definition);
        model = new StreamModel(bench::sizeOf, options.firstSequence());
        history.begin(model);
    }

    /// Takes the course that a seed leads to.
    ///
    /// @throws AssertionError at the first difference
    public static void take(Bench bench, long seed) {
        Course course = new Course(bench, seed);
        for (int step = 0; step < STEPS; step++) {
            course.step();
        }
        course.compare();
        course.reopen();
    }

    private void step() {
        switch (chance.below(40)) {
            case 0, 1, 2, 3 -> remove();
            case 4 -> removeThrough();
            case 5 -> redefine();
            case 6, 7, 8, 9 -> changeConsumer();
            case 10, 11, 12 -> commit();
            case 13 -> stream.commitAndWait();
            case 14 -> reopen();
            case 15 -> crash();
            case 16, 17 -> compare();
            case 18, 19, 20, 21, 22, 23 -> new Probe(stream, model, chance).compare();
            default -> append();
        }
    }

    private void append() {
        for (int left = chance.once(3) ? chance.below(5) : 0; left >= 0; left--) {
            Message message = chance.message(model.lastSequence(), model.lastNanos());
            stream.append(message, left > 0);
            model.append(message);
        }
        history.add(model);
    }

    private void remove() {
        long sequence = chance.sequence(model);
        assertEquals(model.remove(sequence), stream.log().remove(sequence, chance.once(3)), () -> "remove " + sequence);
        history.add(model);
    }

    private void removeThrough() {
        long reach = model.lastSequence() - model.firstSequence() + 1;
        long sequence = model.firstSequence() - 1 + chance.below((int) reach / 2 + 1);
        if (chance.once(6)) {
            sequence = model.lastSequence() + chance.below(30);
        }
        stream.log().removeThrough(sequence);
        model.removeThrough(sequence);
        history.add(model);
    }

    private void redefine() {
        definition = "definition " + chance.below(1_000);
        stream.stored().redefine(chance.options(), Texts.utf8(definition));
        assertEquals(definition, stream.definition());
    }

    private void changeConsumer() {
        String name = chance.of(CONSUMERS);
        Picture.Consumer old = model.consumers().get(name);
        String text = "text ".repeat(chance.below(40)) + chance.below(1_000);
        if (old == null || chance.once(5)) {
            stream.define(name, text);
            model.consumers().put(name, new Picture.Consumer(text, old == null ? "-" : old.state()));
        } else if (chance.once(6)) {
            stream.consumers().delete(name);
            model.consumers().remove(name);
        } else {
            stream.save(name, text);
            model.consumers().put(name, new Picture.Consumer(old.definition(), text));
        }
        history.add(model);
    }

    private void commit() {
        history.committed(stream.log().commit());
    }

    private void reopen() {
        stream = bench.reopen(stream, Bench.ORDERS);
        compare();
        history.begin(model);
    }

    private void crash() {
        if (!bench.can(StorageCapability.CRASHES)) {
            return;
        }
        OneStream lost = stream;
        bench.crash();
        stream = bench.open(Bench.ORDERS);
        model = history.momentOf(stream.picture(), lost.told().ticket());
        assertEquals(definition, stream.definition());
        history.begin(model);
    }

    private void compare() {
        assertEquals(model.picture(), stream.picture());
        assertEquals(definition, stream.definition());
    }
}
