package io.natterjack.app.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.broker.StreamParts;
import io.natterjack.domain.jetstream.Storages;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.settings.TraceSettings;
import io.natterjack.ports.contract.ManualLane;
import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedConnection;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.contract.storage.strict.StrictStorage;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.Lane;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.stream.Durability;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// A broker with one client, on a storage of some kind, with a clock that is moved by hand. After each step everything
/// that it was to make safe is safe, whatever the storage needs for that.
final class World implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// What the client listens to: answers, and what consumers deliver.
    static final String ANSWERS = "answers";

    static final String DELIVERIES = "deliveries";

    private static final JetStreamSettings STREAMS = new JetStreamSettings(
            new JetStreamSettings.Store("file", "jetstream", Durability.DISK, 1_000_000_000L, Map.of(), Map.of()),
            1L << 40,
            1L << 40,
            "",
            true,
            "",
            JetStreamSettings.AssetLimits.DEFAULT,
            JetStreamSettings.BatchLimits.DEFAULT,
            JetStreamSettings.QueueLimits.DEFAULT);

    private final StoragePlace place;
    private ManualLane executor = new ManualLane();
    private SettledStorage storage;
    private Broker broker;
    private Lane lane;
    private ConnectionHandler client;
    private RecordedConnection connection;

    World(StoragePlace place) {
        this.place = place;
        start();
    }

    private void start() {
        ManualLane running = executor;
        boolean inMemory = place instanceof MemoryPlace;
        storage = new SettledStorage(new StrictStorage(place.open()), !inMemory);
        SequencedMap<String, Storage> lasting = new LinkedHashMap<>();
        lasting.put("file", inMemory ? new MemoryStorage() : storage);
        ServerIdentity identity =
                new ServerIdentity("NID", "test", "2.14.3", "", "java", true, null, List.of(), Map.of(), "XKEY", null);
        broker = new Broker(
                new BrokerSettings(
                                identity,
                                Limits.DEFAULT,
                                AuthorizationSettings.OPEN,
                                TraceSettings.OFF,
                                DoorSettings.PLAIN,
                                DoorSettings.PLAIN)
                        .withJetStream(STREAMS),
                new Surroundings(
                        running,
                        () -> START.plusNanos(running.nanoTime()),
                        task -> {
                            running.execute(task);
                            return true;
                        },
                        new RecordedLog()),
                (_, _) -> false,
                new SplittableRandom(7),
                new SplittableRandom(8),
                new StreamParts(new Storages(lasting, inMemory ? storage : new MemoryStorage()), List.of(running)));
        lane = broker.openLane(running);
        connection = new RecordedConnection();
        client = lane.accept(
                new Arrival(Arrival.Kind.TCP, new HostPort("0.0.0.0", 4222), "127.0.0.1", 40_000, null, null),
                connection);
        says("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n");
        says("SUB " + ANSWERS + " 1\r\nSUB " + DELIVERIES + " 2\r\n");
        hears();
    }

    private void says(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        client.onBytes(bytes, 0, bytes.length);
        lane.endPass();
    }

    /// Sends a message.
    ///
    /// @param headers · lines, each with its end; empty for none
    void publish(String subject, String reply, String headers, String body) {
        String block = headers.isEmpty() ? "" : "NATS/1.0\r\n" + headers + "\r\n";
        String lengths = headers.isEmpty() ? "" : block.length() + " ";
        says((headers.isEmpty() ? "PUB " : "HPUB ") + subject + " " + reply + " " + lengths
                + (block.length() + body.length()) + "\r\n" + block + body + "\r\n");
    }

    /// Everything that the client has heard since it was asked last, when all is done and safe.
    List<Heard> hears() {
        settle();
        return Heard.all(connection.takeText());
    }

    private void settle() {
        executor.runAll();
        while (!storage.settled()) {
            Patience.await("everything is safe", storage::settled);
            executor.runAll();
        }
        executor.runAll();
    }

    long nowNanos() {
        return START.getEpochSecond() * 1_000_000_000 + executor.nanoTime();
    }

    /// Lets time pass.
    void passes(long nanos) {
        executor.advance(nanos);
        settle();
    }

    /// Ends the server and starts it again.
    ///
    /// @param killed · it has no time for anything
    void restarts(boolean killed) {
        settle();
        if (killed) {
            place.crash();
        }
        end();
        start();
    }

    private void end() {
        long now = executor.nanoTime();
        requireNonNull(broker.jetStream()).close();
        executor.runAll();
        storage.close();
        executor = new ManualLane();
        executor.advance(now);
    }

    @Override
    public void close() {
        end();
        place.close();
    }
}
