package io.natterjack.domain.broker;

import io.natterjack.domain.jetstream.Storages;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.scope.LaneScope;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.settings.TraceSettings;
import io.natterjack.ports.contract.ManualLane;
import io.natterjack.ports.contract.RecordedConnection;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.strict.StrictStorage;
import io.natterjack.ports.session.Arrival;
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
import org.jspecify.annotations.Nullable;

/// The whole domain on one lane, without sockets, threads or waiting: time passes when the test says so.
public final class TestBroker {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

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

    private final ManualLane executor = new ManualLane();
    private final RecordedLog log = new RecordedLog();
    private final Broker broker;
    private final @Nullable Storages storages;
    private final Lane lane;
    private int lastPort = 40_000;

    public TestBroker() {
        this(Limits.DEFAULT, AuthorizationSettings.OPEN);
    }

    public TestBroker(Limits limits, AuthorizationSettings authorization) {
        this(settings(limits, authorization));
    }

    /// Without streams, whatever the settings say.
    public TestBroker(BrokerSettings settings) {
        this(settings, null);
    }

    private TestBroker(BrokerSettings settings, @Nullable Storages storages) {
        this.storages = storages;
        Surroundings surroundings =
                new Surroundings(executor, () -> START.plusNanos(executor.nanoTime()), this::inBackground, log);
        broker = new Broker(
                settings,
                surroundings,
                (password, hash) -> hash.equals("$2a$" + new String(password, java.nio.charset.StandardCharsets.UTF_8)),
                new SplittableRandom(7),
                new SplittableRandom(8),
                storages == null ? null : new StreamParts(storages, List.of(executor)));
        lane = broker.openLane(executor);
    }

    /// A broker with streams, all of them in memory, whose shard runs on the one lane that there is.
    ///
    /// @param others · names of storages beside `file`
    public static TestBroker withStreams(String... others) {
        return withStreams(STREAMS, others);
    }

    /// The same, where so much may wait.
    public static TestBroker withStreams(JetStreamSettings.QueueLimits queues) {
        return withStreams(streams(STREAMS.domain(), queues));
    }

    /// The same, in a domain.
    public static TestBroker withStreamsIn(String domain) {
        return withStreams(streams(domain, STREAMS.queues()));
    }

    private static JetStreamSettings streams(String domain, JetStreamSettings.QueueLimits queues) {
        return new JetStreamSettings(
                STREAMS.store(),
                STREAMS.memoryBytesMax(),
                STREAMS.fileBytesMax(),
                domain,
                STREAMS.strict(),
                STREAMS.uniqueTag(),
                STREAMS.limits(),
                STREAMS.batches(),
                queues);
    }

    private static TestBroker withStreams(JetStreamSettings streams, String... others) {
        SequencedMap<String, Storage> lasting = new LinkedHashMap<>();
        lasting.put("file", new StrictStorage(new MemoryStorage()));
        for (String name : others) {
            lasting.put(name, new StrictStorage(new MemoryStorage()));
        }
        TestBroker broker = recovering(streams, new Storages(lasting, new StrictStorage(new MemoryStorage())));
        broker.settles();
        return broker;
    }

    /// A broker that is about to open what is in a storage: that happens when it settles.
    private static TestBroker recovering(JetStreamSettings streams, Storages storages) {
        return new TestBroker(
                settings(Limits.DEFAULT, AuthorizationSettings.OPEN).withJetStream(streams), storages);
    }

    /// Ends this broker, and returns another that is about to open the streams it had in a storage.
    public TestBroker restarts() {
        java.util.Objects.requireNonNull(broker.jetStream()).close();
        settles();
        return recovering(STREAMS, java.util.Objects.requireNonNull(storages));
    }

    /// Background work runs when the lane's waiting tasks do.
    private boolean inBackground(Runnable task) {
        executor.execute(task);
        return true;
    }

    public static BrokerSettings settings(Limits limits, AuthorizationSettings authorization) {
        ServerIdentity identity =
                new ServerIdentity("NID", "test", "2.14.3", "", "java", true, null, List.of(), Map.of(), "XKEY", null);
        return new BrokerSettings(
                identity, limits, authorization, TraceSettings.OFF, DoorSettings.PLAIN, DoorSettings.PLAIN);
    }

    /// A client that has arrived and read its greeting, and has said nothing yet.
    public TestClient arrival() {
        RecordedConnection connection = new RecordedConnection(Limits.DEFAULT.pendingBytesMax());
        Arrival arrival =
                new Arrival(Arrival.Kind.TCP, new HostPort("0.0.0.0", 4222), "127.0.0.1", lastPort++, null, null);
        return new TestClient(lane, lane.accept(arrival, connection), connection);
    }

    /// A client that has sent CONNECT and understands everything.
    public TestClient client() {
        return client("");
    }

    /// @param fields · more fields of the CONNECT, each followed by a comma
    public TestClient client(String fields) {
        TestClient client = arrival();
        client.hears();
        client.says("CONNECT {" + fields
                + "\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n");
        return client;
    }

    public void passes(long nanos) {
        executor.advance(nanos);
    }

    /// The operator has changed the configuration.
    void reload(Limits limits, AuthorizationSettings authorization) {
        broker.reload(settings(limits, authorization));
        executor.runAll();
    }

    public void settles() {
        executor.runAll();
    }

    public Broker broker() {
        return broker;
    }

    LaneScope scope() {
        return ((BrokerLane) lane).scope();
    }

    public List<String> logged() {
        return log.lines();
    }
}
