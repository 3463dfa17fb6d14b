package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.sim.StreamModel.State;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A stream that is told many things of every kind, one record each, by a server that is killed in the end: and what
/// it would be without one of them.
final class ToldStream {
    static final String NAME = "S0";

    private static final int BODY_BYTES = 40;
    private static final String[] CONSUMERS = {"c0", "c1", "c2"};

    private final SplittableRandom random;
    private final FaultyDisk disk = new FaultyDisk(1);
    private final Fleet fleet;
    private final List<UnaryOperator<State>> told = new ArrayList<>();
    private final int covered;
    private State now = new State(new TreeMap<>(), 0, new TreeMap<>());

    /// @param tidied · how much the keeper has tidied up and covered by a checkpoint
    /// @param tail   · how much came then
    ToldStream(long seed, Durability durability, Map<String, String> options, int tidied, int tail) {
        random = new SplittableRandom(seed);
        fleet = new Fleet(disk, options);
        fleet.create(NAME, new StreamOptions(durability, false, 1));
        go(tidied);
        fleet.keepUp();
        covered = told.size();
        go(tail);
        remove(now.messages().lastKey(), false);
        fleet.commit(NAME);
        fleet.hands().commit();
        disk.endProcess();
    }

    private void go(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            if (random.nextInt(5) == 0) {
                fleet.commit(NAME);
                fleet.hands().commit();
            }
        }
    }

    private void step() {
        String consumer = CONSUMERS[random.nextInt(CONSUMERS.length)];
        switch (random.nextInt(14)) {
            case 0, 1 -> removeAny(false);
            case 2 -> removeAny(true);
            case 3 -> removeThrough();
            case 4 -> define(consumer, "d" + random.nextInt(1000));
            case 5, 6 -> save(consumer, "s" + random.nextInt(1000));
            case 7 -> delete(consumer);
            default -> append();
        }
    }

    private void tell(UnaryOperator<State> change) {
        told.add(change);
        now = change.apply(now.copy());
    }

    private StoredStream stream() {
        return fleet.stream(NAME);
    }

    private void append() {
        long sequence = now.last() + 1;
        fleet.append(NAME, 1, BODY_BYTES, false);
        String text = "orders." + sequence % 40 + " " + new String(Harbour.body(sequence, BODY_BYTES), UTF_8);
        tell(state -> {
            state.messages().put(sequence, text);
            return new State(state.messages(), sequence, state.consumers());
        });
    }

    private void removeAny(boolean erase) {
        List<Long> there = List.copyOf(now.messages().keySet());
        if (!there.isEmpty()) {
            remove(there.get(random.nextInt(there.size())), erase);
        }
    }

    private void remove(long sequence, boolean erase) {
        stream().log().remove(sequence, erase);
        tell(state -> {
            state.messages().remove(sequence);
            return state;
        });
    }

    private void removeThrough() {
        if (!now.messages().isEmpty()) {
            long sequence = Math.min(now.last(), now.messages().firstKey() + random.nextInt(2));
            stream().log().removeThrough(sequence);
            tell(state -> {
                state.messages().headMap(sequence, true).clear();
                return state;
            });
        }
    }

    private void define(String consumer, String definition) {
        stream().consumers().define(consumer, definition.getBytes(UTF_8));
        tell(state -> {
            String before = state.consumers().getOrDefault(consumer, "/");
            state.consumers().put(consumer, definition + before.substring(before.indexOf('/')));
            return state;
        });
    }

    private void save(String consumer, String saved) {
        if (now.consumers().containsKey(consumer)) {
            stream().consumers().save(consumer, saved.getBytes(UTF_8), 0, saved.length());
            tell(state -> {
                state.consumers()
                        .computeIfPresent(consumer, (_, old) -> old.substring(0, old.indexOf('/') + 1) + saved);
                return state;
            });
        }
    }

    private void delete(String consumer) {
        if (now.consumers().containsKey(consumer)) {
            stream().consumers().delete(consumer);
            tell(state -> {
                state.consumers().remove(consumer);
                return state;
            });
        }
    }

    FaultyDisk disk() {
        return disk;
    }

    /// How many things it was told.
    int count() {
        return told.size();
    }

    /// How many of them are in no checkpoint.
    int tail() {
        return told.size() - covered;
    }

    State whole() {
        return now;
    }

    /// What it would be without one of the things it was told.
    State without(int index) {
        return after(told.size(), index);
    }

    /// What it was after so many of them.
    State first(int count) {
        return after(count, -1);
    }

    private State after(int count, int omitted) {
        State state = new State(new TreeMap<>(), 0, new TreeMap<>());
        for (int i = 0; i < count; i++) {
            state = i == omitted ? state : told.get(i).apply(state);
        }
        return state;
    }
}
