package io.natterjack.app.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import io.natterjack.domain.kv.KeyChange;
import io.natterjack.domain.kv.KeyValueConfiguration;
import io.natterjack.domain.kv.KeyValueEntry;
import io.natterjack.domain.kv.KeyValueException;
import io.natterjack.domain.kv.WatchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Buckets as the code around an embedded server meets them.
final class KeyValueTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void whatWasPutIsThereAfterARestart(@TempDir Path folder) {
        try (NatsServer server = NatsServer.builder().jetStream(folder).start()) {
            KeyValue bucket =
                    server.createKeyValue(KeyValueConfiguration.of("B").withHistory(2));
            assertEquals(1, bucket.put("a", "1"));
            assertEquals(2, bucket.put("a", "2"));
        }
        try (NatsServer server = NatsServer.builder().jetStream(folder).start()) {
            KeyValue bucket = server.keyValue("B");
            assertEquals("2", bucket.get("a").orElseThrow().text());
            assertEquals("1", bucket.get("a", 1).orElseThrow().text());
            assertEquals(3, bucket.put("a", "3"));
        }
    }

    @Test
    void errorsHaveTypes() {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            assertThrows(KeyValueException.NoSuchBucket.class, () -> server.keyValue("none"));
            KeyValue bucket = server.createKeyValue(KeyValueConfiguration.of("B"));
            bucket.create("a", bytes("1"));

            assertThrows(KeyValueException.KeyExists.class, () -> bucket.create("a", bytes("2")));
            assertThrows(KeyValueException.WrongRevision.class, () -> bucket.update("a", bytes("2"), 7));
            assertThrows(KeyValueException.InvalidName.class, () -> bucket.put("a b", "1"));
            assertThrows(
                    KeyValueException.BucketExists.class,
                    () -> server.createKeyValue(KeyValueConfiguration.of("B").withHistory(2)));
            CompletionException failure = assertThrows(
                    CompletionException.class,
                    () -> bucket.applyAsync(KeyChange.create("a", bytes("2"))).join());
            assertInstanceOf(KeyValueException.KeyExists.class, failure.getCause());
        }
    }

    @Test
    void aServerWithoutJetStreamHasNoBuckets() {
        try (NatsServer server = NatsServer.builder().start()) {
            assertThrows(IllegalStateException.class, () -> server.keyValue("B"));
        }
    }

    @Test
    void anExceptionShowsWhoHasCalled() {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            var refusal = assertThrows(KeyValueException.NoSuchBucket.class, () -> server.keyValue("none"));

            assertTrue(Stream.of(refusal.getStackTrace())
                    .anyMatch(each -> each.getClassName().equals(KeyValueTest.class.getName())));
        }
    }

    @Test
    void eachAccountHasItsBuckets() {
        String config = "accounts { A { jetstream: enabled, users: [ { user: ann, password: secret } ] } }";
        try (NatsServer server =
                NatsServer.builder().config(config).jetStreamInMemory().start()) {
            server.keyValues("A").create(KeyValueConfiguration.of("B"));

            assertEquals(List.of("B"), server.keyValues("A").names());
            assertThrows(IllegalStateException.class, () -> server.keyValues("NONE"));
        }
    }

    @Test
    void operatorsMayKeepEverythingInMemoryToo() {
        String config = "jetstream { storage: memory }";
        try (NatsServer server = NatsServer.builder().config(config).start()) {
            assertEquals(1, server.createKeyValue(KeyValueConfiguration.of("B")).put("a", "1"));
        }
    }

    @Test
    void manyWritersKeepOneOrder() {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            KeyValue bucket = server.createKeyValue(KeyValueConfiguration.of("B"));
            List<CompletableFuture<Long>> puts = IntStream.range(0, 2_000)
                    .mapToObj(at -> bucket.putAsync("k." + at, bytes("v" + at)))
                    .toList();

            assertEquals(
                    IntStream.rangeClosed(1, 2_000).asLongStream().boxed().toList(),
                    puts.stream().map(CompletableFuture::join).toList());
            assertEquals(2_000, bucket.keys().size());
            assertEquals(List.of("k.7"), bucket.keys("k.7"));
            assertEquals(2_000, bucket.status().lastRevision());
        }
    }

    @Test
    void countersOfManyThreadsLoseNothing() throws Exception {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            KeyValue bucket = server.createKeyValue(KeyValueConfiguration.of("B"));
            bucket.put("n", "0");
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                threads.add(
                        Thread.ofVirtual().start(() -> IntStream.range(0, 50).forEach(_ -> increment(bucket))));
            }
            for (Thread each : threads) {
                each.join();
            }
            assertEquals("400", bucket.get("n").orElseThrow().text());
        }
    }

    private static void increment(KeyValue bucket) {
        boolean done = false;
        while (!done) {
            KeyValueEntry now = bucket.get("n").orElseThrow();
            try {
                bucket.update("n", bytes(String.valueOf(Integer.parseInt(now.text()) + 1)), now.revision());
                done = true;
            } catch (KeyValueException.WrongRevision _) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aSlowWatcherMissesNothingThatIsStillThere() throws Exception {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            KeyValue bucket =
                    server.createKeyValue(KeyValueConfiguration.of("B").withHistory(64));
            Recorder recorder = new Recorder();
            for (int i = 1; i <= 1_500; i++) {
                var _ = bucket.putAsync("k." + i % 100, bytes("" + i));
            }
            bucket.put("last", "x");
            try (Watching _ = bucket.watch(WatchOptions.ALL.includeHistory(), recorder)) {
                for (int i = 1; i <= 1_500; i++) {
                    assertEquals("PUT k." + i % 100 + "=" + i + "@" + i, recorder.next());
                }
                assertEquals("PUT last=x@1501", recorder.next());
                assertEquals("caught up", recorder.next());
                bucket.delete("last");
                assertEquals("DELETE last=@1502", recorder.next());
            }
        }
    }

    @Test
    void aWatcherMayUseTheBucketAndIsQuietWhenClosed() throws Exception {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            KeyValue bucket = server.createKeyValue(KeyValueConfiguration.of("B"));
            Watching copying = bucket.watch(
                    WatchOptions.keys("in.*").ignoringDeletes(),
                    entry -> bucket.put(entry.key().replace("in.", "out."), entry.value()));
            Recorder recorder = new Recorder();
            try (Watching _ = bucket.watch(WatchOptions.keys("out.*").updatesOnly(), recorder)) {
                bucket.put("in.a", "1");
                assertEquals("PUT out.a=1@2", recorder.next());
                copying.close();
                bucket.put("in.b", "3");
                bucket.put("out.c", "4");
                assertEquals("PUT out.c=4@4", recorder.next());
            }
            assertTrue(recorder.silent());
        }
    }

    @Test
    void watchersHearOfTheEndOfBucketAndServer() throws Exception {
        Recorder ofBucket = new Recorder();
        Recorder ofServer = new Recorder();
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            server.createKeyValue(KeyValueConfiguration.of("A")).watch(WatchOptions.ALL.updatesOnly(), ofBucket);
            server.createKeyValue(KeyValueConfiguration.of("B")).watch(WatchOptions.ALL.updatesOnly(), ofServer);
            server.keyValues().delete("A");
            assertEquals("ended", ofBucket.next());
            assertEquals(List.of("B"), server.keyValues().names());
        }
        assertEquals("ended", ofServer.next());
    }

    @Test
    void nobodyWaitsForAServerThatHasEnded() throws Exception {
        NatsServer server = NatsServer.builder().jetStreamInMemory().start();
        KeyValue bucket = server.createKeyValue(KeyValueConfiguration.of("B"));
        server.close();

        CompletableFuture<Long> put = bucket.putAsync("a", bytes("1"));

        var failure = assertThrows(ExecutionException.class, () -> put.get(20, TimeUnit.SECONDS));
        assertInstanceOf(KeyValueException.class, failure.getCause());
    }

    @Test
    void deletedKeysLeaveNothingWhenTheyArePurged() {
        try (NatsServer server = NatsServer.builder().jetStreamInMemory().start()) {
            KeyValue bucket =
                    server.createKeyValue(KeyValueConfiguration.of("B").withHistory(5));
            bucket.put("a", "1");
            bucket.delete("a");
            bucket.put("b", "3");
            assertEquals(
                    List.of("PUT a=1@1", "DELETE a=@2"),
                    bucket.history("a").stream().map(Recorder::shown).toList());

            bucket.purgeDeletes(Duration.ofHours(1));
            assertEquals(2, bucket.status().values());
            bucket.purgeDeletes(Duration.ofHours(-1));
            assertEquals(1, bucket.status().values());
        }
    }
}
