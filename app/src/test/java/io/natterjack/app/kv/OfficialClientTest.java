package io.natterjack.app.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import io.natterjack.app.NatsServer;
import io.natterjack.domain.kv.KeyChange;
import io.natterjack.domain.kv.KeyValueConfiguration;
import io.natterjack.domain.kv.KeyValueException;
import io.natterjack.domain.kv.WatchOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One bucket, used from inside the JVM and by the official client at the same time.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class OfficialClientTest {
    private final NatsServer server = NatsServer.builder().jetStreamInMemory().start();
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = Nats.connect(server.clientUrl());
    }

    @AfterEach
    void end() throws Exception {
        connection.close();
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String shown(KeyValueEntry entry) {
        return entry.getOperation() + " " + entry.getKey() + "@" + entry.getRevision();
    }

    @Test
    void bothSeeTheSameRevisions() throws Exception {
        KeyValue inside = server.createKeyValue(
                KeyValueConfiguration.of("B").withHistory(5).withLimitMarkerTtl(Duration.ofMinutes(1)));
        io.nats.client.KeyValue outside = connection.keyValue("B");

        assertEquals(1, outside.put("a", "out"));
        assertEquals("PUT a=out@1", Recorder.shown(inside.get("a").orElseThrow()));
        assertEquals(2, inside.update("a", bytes("in"), 1));
        assertEquals("in", outside.get("a").getValueAsString());
        assertEquals(2, outside.get("a").getRevision());
        assertThrows(JetStreamApiException.class, () -> outside.update("a", bytes("x"), 1));
        assertEquals(3, outside.update("a", bytes("out"), 2));
        assertThrows(KeyValueException.WrongRevision.class, () -> inside.delete("a", 2));

        inside.delete("a");
        assertNull(outside.get("a"));
        assertEquals(5, outside.create("a", bytes("again")));
        outside.delete("a");
        assertEquals(7, inside.create("a", bytes("again"), Duration.ofMinutes(2)));
        assertEquals(
                outside.history("a").stream().map(OfficialClientTest::shown).toList(),
                inside.history("a").stream()
                        .map(entry -> entry.operation() + " " + entry.key() + "@" + entry.revision())
                        .toList());
        inside.purge("a");
        assertEquals(
                List.of("PURGE a@8"),
                outside.history("a").stream().map(OfficialClientTest::shown).toList());
        assertEquals(9, outside.put("b", "1"));
        assertEquals(outside.keys(), inside.keys());
    }

    @Test
    void theClientWatchesWhatIsDoneInside() throws Exception {
        KeyValue inside = server.createKeyValue(KeyValueConfiguration.of("B"));
        inside.put("a", "1");
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        KeyValueWatcher watcher = new KeyValueWatcher() {
            @Override
            public void watch(KeyValueEntry entry) {
                heard.add(shown(entry));
            }

            @Override
            public void endOfData() {
                heard.add("end of data");
            }
        };
        try (NatsKeyValueWatchSubscription _ = connection.keyValue("B").watchAll(watcher)) {
            assertEquals("PUT a@1", heard.poll(20, TimeUnit.SECONDS));
            assertEquals("end of data", heard.poll(20, TimeUnit.SECONDS));
            inside.put("b", "2");
            inside.delete("a");
            inside.apply(KeyChange.purge("b").ifRevision(2));
            assertEquals("PUT b@2", heard.poll(20, TimeUnit.SECONDS));
            assertEquals("DELETE a@3", heard.poll(20, TimeUnit.SECONDS));
            assertEquals("PURGE b@4", heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void theInsideWatchesWhatTheClientDoes() throws Exception {
        io.nats.client.api.KeyValueConfiguration wanted = io.nats.client.api.KeyValueConfiguration.builder("B")
                .maxHistoryPerKey(3)
                .build();
        connection.keyValueManagement().create(wanted);
        io.nats.client.KeyValue outside = connection.keyValue("B");
        outside.put("a", "1");
        Recorder recorder = new Recorder();
        try (Watching _ = server.keyValue("B").watch(WatchOptions.ALL, recorder)) {
            assertEquals("PUT a=1@1", recorder.next());
            assertEquals("caught up", recorder.next());
            outside.put("b", "2");
            outside.delete("a");
            outside.purge("b");
            assertEquals("PUT b=2@2", recorder.next());
            assertEquals("DELETE a=@3", recorder.next());
            assertEquals("PURGE b=@4", recorder.next());
        }
    }

    @Test
    void theClientWouldHaveMadeTheSameBucket() throws Exception {
        server.createKeyValue(KeyValueConfiguration.of("B")
                .withHistory(4)
                .withTtl(Duration.ofHours(1))
                .withDescription("d")
                .withValueBytesMax(1000)
                .withBytesMax(1_000_000));

        io.nats.client.api.KeyValueConfiguration same = io.nats.client.api.KeyValueConfiguration.builder("B")
                .maxHistoryPerKey(4)
                .ttl(Duration.ofHours(1))
                .description("d")
                .maximumValueSize(1000)
                .maxBucketSize(1_000_000)
                .build();

        assertEquals("B", connection.keyValueManagement().create(same).getBucketName());
        assertEquals(List.of("B"), connection.keyValueManagement().getBucketNames());
    }
}
