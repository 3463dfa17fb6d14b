package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.sim.StreamModel;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Some streams on one disk, and who listens to them: for tests that cut short what is done to them.
final class Fleet {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 13, 0, 1 << 13);

    private final SteppedHands hands;
    private final RecordedLog log = new RecordedLog();
    private final FileStorage storage;
    private final Map<String, Ship> ships = new TreeMap<>();

    /// All there is to see of a stream.
    record Sight(String definition, StreamModel.State state) {
        @Override
        public String toString() {
            TreeMap<Long, String> messages = state.messages();
            String range = messages.isEmpty() ? "" : " " + messages.firstKey() + " to " + messages.lastKey();
            return definition + ", " + messages.size() + " messages" + range + ", last " + state.last() + ", "
                    + state.consumers();
        }
    }

    /// One open stream.
    private static final class Ship implements StorageListener {
        private @Nullable StoredStream stream;
        private long asked = Long.MAX_VALUE;
        private long told;

        @Override
        public void durable(long ticket) {
            told = ticket;
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }

    /// Opens all there is. What cannot be opened fails the test.
    Fleet(FaultyDisk disk, Map<String, String> options) {
        hands = new SteppedHands(disk.files().hashCode());
        storage = FileStorage.open(
                new StorageSettings("test", Path.of("/store"), 1_000_000_000L, options, log), disk, hands, SMALL);
        for (StreamKey key : storage.streams()) {
            Ship ship = new Ship();
            try {
                ship.stream = storage.open(key, Durability.DISK, ship);
            } catch (StorageException failure) {
                throw new AssertionError(failure);
            }
            ships.put(key.stream(), ship);
        }
    }

    void create(String name, StreamOptions options) {
        Ship ship = new Ship();
        ship.stream = storage.create(new StreamKey("A", name), options, "first definition".getBytes(UTF_8), ship);
        ships.put(name, ship);
    }

    void delete(String name) {
        stream(name).close();
        ships.remove(name);
        storage.delete(new StreamKey("A", name));
    }

    StoredStream stream(String name) {
        StoredStream stream = ship(name).stream;
        if (stream == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return stream;
    }

    private Ship ship(String name) {
        Ship ship = ships.get(name);
        if (ship == null) {
            throw new IllegalStateException("there is no " + name);
        }
        return ship;
    }

    /// Appends messages, all as one unit or each for itself.
    void append(String name, int count, int length, boolean unit) {
        long last = SimulatedStream.look(stream(name)).last();
        for (long sequence = last + 1; sequence <= last + count; sequence++) {
            byte[] subject = ("orders." + sequence % 40).getBytes(UTF_8);
            byte[] body = Harbour.body(sequence, length);
            StoredMessage message = new StoredMessage().at(sequence, sequence * 1_000, 0);
            message.subject(subject, 0, subject.length).payload(body, 0, 0, body.length);
            stream(name).log().append(message, unit && sequence < last + count);
        }
    }

    /// Asks for a ticket, and from now on takes the stream for safe when it is told.
    void commit(String name) {
        Ship ship = ship(name);
        long ticket = stream(name).log().commit();
        ship.asked = Math.min(ship.asked, ticket);
    }

    /// Whether what was committed first has been told.
    boolean told(String name) {
        Ship ship = ships.get(name);
        return ship != null && ship.told >= ship.asked;
    }

    /// Does what waits behind the owners' backs, and lets them come by for what comes of it.
    void keepUp() {
        for (int i = 0; i < 12; i++) {
            hands.finish();
            ships.values().forEach(Fleet::comeBy);
        }
        hands.finish();
    }

    private static void comeBy(Ship ship) {
        if (ship.stream != null) {
            ship.stream.log().commit();
        }
    }

    SteppedHands hands() {
        return hands;
    }

    List<String> names() {
        return List.copyOf(ships.keySet());
    }

    /// What can be seen from here.
    Map<String, Sight> look() {
        Map<String, Sight> seen = new TreeMap<>();
        ships.forEach((name, _) -> {
            StoredStream stream = stream(name);
            StreamModel.State state = read(stream);
            long counted = stream.subjects().count(SubjectFilter.of("orders.*"), 0, Long.MAX_VALUE);
            if (counted != state.messages().size()) {
                throw new AssertionError(
                        name + " counts " + counted + " of " + state.messages().size());
            }
            seen.put(name, new Sight(new String(stream.definition(), UTF_8), state));
        });
        return seen;
    }

    private static StreamModel.State read(StoredStream stream) {
        try {
            return SimulatedStream.look(stream);
        } catch (StorageException damaged) {
            throw new AssertionError(damaged);
        }
    }

    List<String> problems() {
        return storage.problems();
    }

    List<String> lines() {
        return log.lines();
    }

    void close() {
        ships.forEach((name, _) -> stream(name).close());
        storage.close();
    }
}
