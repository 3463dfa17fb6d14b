package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.kv.KeyValueEntry.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be done to a bucket from inside of the server, and what clients see of it.
final class KeyValueBucketTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestBuckets broker = new TestBuckets();
    private final KeyValueBucket bucket =
            broker.bucket(KeyValueConfiguration.of("B").withHistory(3).withLimitMarkerTtl(Duration.ofSeconds(5)));

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String latest(String key) {
        KeyValueEntry entry = bucket.latest(key);
        return entry == null ? "none" : TestBuckets.shown(entry);
    }

    @Test
    void aValueIsPutAndSafeWhenAClientWouldBeTold() {
        String seen = broker.onShard(() -> {
            bucket.apply(KeyChange.put("a", bytes("1")), broker.remembering());
            return latest("a") + " " + broker.safe();
        });

        assertEquals("PUT a=1@1 []", seen);
        assertEquals(List.of(1L), broker.safe());
    }

    @Test
    void whoeverWaitsIsToldThatTheStorageHasFailed() {
        broker.put(bucket, "a", "1");
        broker.onShard(() -> {
            bucket.apply(KeyChange.put("a", bytes("2")), broker.remembering());
            bucket.apply(KeyChange.put("b", bytes("3")), broker.remembering());
            broker.fails(bucket);
            return true;
        });

        assertEquals(List.of(1L), broker.safe());
        assertEquals(List.of("the disk is gone", "the disk is gone"), broker.unsafe());
    }

    @Test
    void aBucketWithoutRoomRefuses() {
        KeyValueBucket full = broker.bucket(KeyValueConfiguration.of("F").withBytesMax(100));
        broker.put(full, "a", "1");

        var refusal = assertThrows(KeyValueException.Refused.class, () -> broker.put(full, "b", "2".repeat(100)));

        assertEquals(10077, refusal.errCode());
        assertEquals("PUT a=1@1", TestBuckets.shown(requireNonNull(full.latest("a"))));
    }

    @Test
    void aStreamThatIsNoBucketIsNone() {
        broker.asks("$JS.API.STREAM.CREATE.KV_X", "{\"name\":\"KV_X\",\"subjects\":[\"x\"],\"storage\":\"memory\"}");

        assertThrows(
                KeyValueException.NoSuchBucket.class, () -> broker.bucket("X").latest("a"));
        assertEquals(List.of("B"), broker.all().names());
    }

    @Test
    void clientsAndTheInsideShareRevisions() {
        broker.put(bucket, "a", "in");
        assertEquals("MSG _R 9 25\r\n{\"stream\":\"KV_B\",\"seq\":2}\r\n", broker.asks("$KV.B.a", "out"));

        assertEquals("PUT a=out@2", latest("a"));
        assertEquals(3, broker.put(bucket, "a", "in"));
        String got = broker.asks("$JS.API.DIRECT.GET.KV_B.$KV.B.a", "");
        assertTrue(got.contains("Nats-Sequence: 3\r\n") && got.endsWith("\r\nin\r\n"), got);
    }

    @Test
    void whoeverListensToTheSubjectHearsOfAChangeOnce() {
        TestClient listener = broker.client();
        listener.says("SUB $KV.B.> 1\r\n");

        broker.put(bucket, "a", "in");
        assertThrows(KeyValueException.KeyExists.class, () -> broker.apply(bucket, KeyChange.create("a", bytes("2"))));
        broker.apply(bucket, KeyChange.delete("a"));

        assertEquals(
                "MSG $KV.B.a 1 2\r\nin\r\nHMSG $KV.B.a 1 31 31\r\nNATS/1.0\r\nKV-Operation: DEL\r\n\r\n\r\n",
                listener.hears());
        assertEquals(2, bucket.status().lastRevision());
    }

    @Test
    void onlyWhatIsNotThereIsCreated() {
        assertEquals(1, broker.apply(bucket, KeyChange.create("a", bytes("1"))));
        assertThrows(KeyValueException.KeyExists.class, () -> broker.apply(bucket, KeyChange.create("a", bytes("2"))));

        broker.apply(bucket, KeyChange.delete("a"));
        assertEquals(3, broker.apply(bucket, KeyChange.create("a", bytes("3"))));
        broker.apply(bucket, KeyChange.purge("a"));
        assertEquals(5, broker.apply(bucket, KeyChange.create("a", bytes("5"))));
        assertEquals("PUT a=5@5", latest("a"));
    }

    @Test
    void anUpdateNeedsTheLatestRevision() {
        broker.put(bucket, "a", "1");
        broker.put(bucket, "b", "2");
        assertEquals(3, broker.apply(bucket, KeyChange.update("a", bytes("3"), 1)));

        for (KeyChange late : List.of(
                KeyChange.update("a", bytes("x"), 1),
                KeyChange.delete("a").ifRevision(1),
                KeyChange.purge("a").ifRevision(2),
                KeyChange.update("c", bytes("x"), 1))) {
            assertThrows(KeyValueException.WrongRevision.class, () -> broker.apply(bucket, late), late::toString);
        }
        assertEquals("PUT a=3@3", latest("a"));
    }

    @Test
    void aDeletedKeyKeepsItsHistoryAndAPurgedOneDoesNot() {
        broker.put(bucket, "a", "1");
        broker.apply(bucket, KeyChange.delete("a"));
        assertEquals("DELETE a=@2", latest("a"));
        assertEquals("PUT a=1@1", TestBuckets.shown(requireNonNull(bucket.at("a", 1))));

        broker.apply(bucket, KeyChange.purge("a"));
        assertEquals("PURGE a=@3", latest("a"));
        assertNull(bucket.at("a", 1));
    }

    @Test
    void aRevisionBelongsToItsKey() {
        broker.put(bucket, "a", "1");
        assertNull(bucket.at("b", 1));
        assertNull(bucket.at("a", 2));
        assertNull(bucket.at("a", 0));
    }

    @Test
    void historyEndsWhereTheBucketSays() {
        for (String value : List.of("1", "2", "3", "4")) {
            broker.put(bucket, "a", value);
        }
        KeyValueWatch watch = bucket.watch(WatchOptions.keys("a").includeHistory(), () -> {});

        assertEquals(
                List.of("PUT a=2@2", "PUT a=3@3", "PUT a=4@4"),
                TestBuckets.drain(watch).shown());
    }

    @Test
    void aKeyExpiresAndLeavesAMarkerWhichExpiresToo() {
        broker.apply(bucket, KeyChange.create("a", bytes("1")).withTtl(Duration.ofSeconds(7)));
        broker.passes(6 * SECOND);
        assertEquals("PUT a=1@1", latest("a"));

        broker.passes(2 * SECOND);
        assertEquals("PURGE a=@2", latest("a"));

        broker.passes(6 * SECOND);
        assertEquals("none", latest("a"));
    }

    @Test
    void aBucketWithoutMarkersHasNoKeysWithATimeToLive() {
        KeyValueBucket plain = broker.bucket(KeyValueConfiguration.of("P"));
        KeyChange change = KeyChange.create("a", bytes("1")).withTtl(Duration.ofSeconds(2));

        var refusal = assertThrows(KeyValueException.Refused.class, () -> broker.apply(plain, change));

        assertEquals(10166, refusal.errCode());
    }

    @Test
    void valuesOfABucketExpireTogether() {
        KeyValueBucket brief = broker.bucket(KeyValueConfiguration.of("T").withTtl(Duration.ofSeconds(3)));
        broker.put(brief, "a", "1");
        broker.passes(4 * SECOND);

        assertNull(brief.latest("a"));
    }

    @Test
    void aWatchShowsWhatIsThereThenSaysSoThenWhatChanges() {
        broker.put(bucket, "a", "1");
        broker.put(bucket, "b", "2");
        broker.put(bucket, "a", "3");
        int[] woken = {0};
        KeyValueWatch watch = bucket.watch(WatchOptions.ALL, () -> woken[0]++);

        TestBuckets.Heard past = TestBuckets.drain(watch);
        assertEquals(List.of("PUT b=2@2", "PUT a=3@3"), past.shown());
        assertEquals(2, past.caughtUpAt());

        broker.put(bucket, "c", "4");
        broker.apply(bucket, KeyChange.delete("b"));
        assertEquals(1, woken[0]);
        assertEquals(
                List.of("PUT c=4@4", "DELETE b=@5"), TestBuckets.drain(watch).shown());
    }

    @Test
    void aWatchCanBeNarrowed() {
        broker.put(bucket, "x.a", "1");
        broker.put(bucket, "y.a", "2");
        broker.apply(bucket, KeyChange.delete("y.b"));

        var filtered = TestBuckets.drain(bucket.watch(WatchOptions.keys("*.a"), () -> {}));
        assertEquals(List.of("PUT x.a=1@1", "PUT y.a=2@2"), filtered.shown());
        var noDeletes = TestBuckets.drain(bucket.watch(WatchOptions.keys("y.>").ignoringDeletes(), () -> {}));
        assertEquals(List.of("PUT y.a=2@2"), noDeletes.shown());
        var meta =
                TestBuckets.drain(bucket.watch(WatchOptions.keys("x.*", "y.a").withoutValues(), () -> {}));
        assertEquals(List.of("PUT x.a=@1", "PUT y.a=@2"), meta.shown());
        var later = TestBuckets.drain(bucket.watch(WatchOptions.ALL.resumeFrom(2), () -> {}));
        assertEquals(List.of("PUT y.a=2@2", "DELETE y.b=@3"), later.shown());
    }

    @Test
    void aWatchForUpdatesSaysNothingOfThePast() {
        broker.put(bucket, "a", "1");
        KeyValueWatch watch = bucket.watch(WatchOptions.ALL.updatesOnly(), () -> {});
        assertEquals(new TestBuckets.Heard(List.of(), -1, false), TestBuckets.drain(watch));

        broker.put(bucket, "a", "2");

        assertEquals(List.of("PUT a=2@2"), TestBuckets.drain(watch).shown());
    }

    @Test
    void aWatchEndsWithItsBucket() {
        int[] woken = {0};
        KeyValueWatch watch = bucket.watch(WatchOptions.ALL, () -> woken[0]++);
        TestBuckets.drain(watch);

        broker.all().delete("B");

        assertEquals(1, woken[0]);
        assertTrue(TestBuckets.drain(watch).ended());
        assertThrows(KeyValueException.NoSuchBucket.class, () -> bucket.latest("a"));
    }

    @Test
    void aWatchThatIsClosedIsNotWokenAnyMore() {
        int[] woken = {0};
        KeyValueWatch watch = bucket.watch(WatchOptions.ALL, () -> woken[0]++);
        TestBuckets.drain(watch);
        watch.close();

        broker.put(bucket, "a", "1");

        assertEquals(0, woken[0]);
    }

    @Test
    void whatIsLeftOfDeletedKeysIsCleared() {
        broker.put(bucket, "a", "1");
        broker.apply(bucket, KeyChange.delete("a"));
        broker.put(bucket, "b", "3");
        broker.apply(bucket, KeyChange.delete("b"));
        List<KeyValueEntry> markers = List.of(requireNonNull(bucket.latest("a")), requireNonNull(bucket.latest("b")));
        assertEquals(Operation.DELETE, markers.getFirst().operation());
        broker.put(bucket, "b", "5");

        bucket.clear(markers, Instant.MAX);

        assertEquals("none PUT b=5@5", latest("a") + " " + latest("b"));
        assertEquals(3, bucket.status().values());
    }

    @Test
    void aValueHasToFit() {
        KeyValueBucket small = broker.bucket(KeyValueConfiguration.of("S").withValueBytesMax(10));
        var refusal = assertThrows(KeyValueException.Refused.class, () -> broker.put(small, "a", "12345678901"));
        assertEquals(10054, refusal.errCode());
        assertThrows(
                KeyValueException.Refused.class,
                () -> broker.apply(bucket, KeyChange.put("a", new byte[(1 << 20) + 1])));
    }

    @Test
    void aBucketIsMadeOnceAndSaysWhatItIs() {
        KeyValueConfiguration wanted = KeyValueConfiguration.of("N")
                .withHistory(5)
                .withDescription("names")
                .withTtl(Duration.ofHours(1));
        broker.all().create(wanted);
        broker.all().create(wanted);
        assertThrows(KeyValueException.BucketExists.class, () -> broker.all().create(wanted.withHistory(6)));
        broker.all().update(wanted.withHistory(7));

        assertEquals(List.of("B", "N"), broker.all().names());
        KeyValueStatus status = broker.bucket("N").status();
        assertEquals(7, status.configuration().history());
        assertEquals(Duration.ofHours(1), status.configuration().ttl());
        assertEquals("names", status.configuration().description());
    }

    @Test
    void aMirrorIsReadAndNotWritten() {
        broker.put(bucket, "a", "1");
        String made = broker.asks(
                "$JS.API.STREAM.CREATE.KV_M",
                "{\"name\":\"KV_M\",\"max_msgs_per_subject\":3,\"allow_direct\":true,\"mirror\":{\"name\":\"KV_B\"}}");
        assertTrue(made.contains("did_create"), made);
        broker.passes(SECOND);
        KeyValueBucket mirror = broker.bucket("M");

        assertEquals("PUT a=1@1", TestBuckets.shown(requireNonNull(mirror.latest("a"))));
        assertTrue(mirror.status().mirror());
        assertThrows(KeyValueException.Refused.class, () -> broker.put(mirror, "a", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a.", "a..b", "a b", "a.*", ">", "ä", "a\r\nb"})
    void aKeyHasToBeOne(String key) {
        assertThrows(KeyValueException.InvalidName.class, () -> broker.put(bucket, key, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "*", "a/b"})
    void aBucketHasToHaveAName(String name) {
        assertThrows(KeyValueException.InvalidName.class, () -> KeyValueConfiguration.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.>.b", "a*", ">.a", "a..*"})
    void aFilterHasToBeOne(String filter) {
        assertThrows(KeyValueException.InvalidName.class, () -> WatchOptions.keys(filter));
    }
}
