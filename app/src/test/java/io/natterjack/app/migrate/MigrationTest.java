package io.natterjack.app.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.streams.StorageChoice;
import io.natterjack.domain.jetstream.Storages;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.domain.stream.config.StoreCompression;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From files to files here; that a storage is as good as any other is what their contract is about.
final class MigrationTest {
    private static final StreamKey ORDERS = new StreamKey("$G", "ORDERS");
    private static final byte[] DEFINITION = definition("ORDERS", StoreCompression.NONE);
    private static final byte[] SUBJECT = "orders.new".getBytes(UTF_8);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Path folder;
    private final Storage source;
    private final Storage target;

    MigrationTest(@TempDir Path folder) {
        this.folder = folder;
        source = open(folder.resolve("old"));
        target = open(folder.resolve("new"));
    }

    private static Storage open(Path folder) {
        Store store = new Store(Store.FILE, folder.toString(), Durability.DISK, 1_000_000_000, Map.of(), Map.of());
        return StorageChoice.open(store, "", "test", ServiceLoader.load(StorageProvider.class), new RecordedLog());
    }

    private static byte[] definition(String name, StoreCompression compression) {
        StreamConfig config = StreamConfig.named(name).compression(compression).build();
        return new StreamDefinition(config, Instant.EPOCH).toBytes();
    }

    @BeforeEach
    void fill() {
        try (StoredStream orders = source.create(ORDERS, StreamOptions.DEFAULT, DEFINITION, new StreamCopy())) {
            append(orders, 1, 5_000);
            orders.log().removeThrough(10);
            orders.log().remove(100, false);
            orders.log().remove(5_000, false);
            orders.consumers().define("pull", "how".getBytes(UTF_8));
            orders.consumers().save("pull", "far".getBytes(UTF_8), 0, 3);
            orders.log().commit();
        }
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static void append(StoredStream stream, int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            byte[] body = ("body of " + sequence).getBytes(UTF_8);
            stream.log()
                    .append(
                            new StoredMessage()
                                    .at(sequence, 1_700_000_000_000_000_000L + sequence, 0)
                                    .subject(SUBJECT, 0, SUBJECT.length)
                                    .payload(body, 0, 0, body.length),
                            false);
        }
    }

    private boolean migrate(String... streams) {
        return new Migration(source, target, "", new PrintStream(printed, true, UTF_8)).run(List.of(streams));
    }

    private void expectOrders() {
        StreamState state = new StreamState();
        try (StoredStream orders = target.open(ORDERS, Durability.DISK, new StreamCopy())) {
            orders.log().state(state);
            assertEquals(4_988, state.messages());
            assertEquals(11, state.firstSequence());
            assertEquals(5_000, state.lastSequence());
            assertArrayEquals("far".getBytes(UTF_8), orders.consumers().state("pull"));
            assertFalse(orders.reader().read(100, new StoredMessage()));
        }
    }

    @Test
    void aStreamIsThereWithItsGapsAndItsConsumers() {
        assertTrue(migrate(), printed::toString);
        expectOrders();
        assertTrue(printed.toString(UTF_8).contains("the same, checksum"));
    }

    @Test
    void whatWasCutOffIsTakenUpAgain() {
        try (StoredStream half =
                target.create(ORDERS, new StreamOptions(Durability.DISK, false, 11), DEFINITION, new StreamCopy())) {
            append(half, 11, 99);
            half.log().commit();
        }
        assertTrue(migrate(), printed::toString);
        expectOrders();
        assertTrue(migrate(), "and once more");
        expectOrders();
    }

    /// Somebody has used the source between two attempts.
    @Test
    void whatIsGoneFromTheSourceIsGoneFromTheCopyToo() {
        assertTrue(migrate(), printed::toString);
        try (StoredStream orders = source.open(ORDERS, Durability.DISK, new StreamCopy())) {
            orders.log().removeThrough(20);
            orders.log().remove(200, false);
            append(orders, 5_001, 5_010);
            orders.log().remove(5_003, false);
            orders.consumers().delete("pull");
            orders.consumers().define("push", "how".getBytes(UTF_8));
            orders.log().commit();
        }

        assertTrue(migrate(), printed::toString);

        StreamState state = new StreamState();
        try (StoredStream orders = target.open(ORDERS, Durability.DISK, new StreamCopy())) {
            orders.log().state(state);
            assertEquals(4_988 - 11 + 9, state.messages());
            assertEquals(21, state.firstSequence());
            assertEquals(List.of("push"), orders.consumers().names());
            assertNull(orders.consumers().state("push"));
        }
    }

    @Test
    void aCopyThatIsAheadOfTheSourceIsNotTouched() {
        assertTrue(migrate(), printed::toString);
        try (StoredStream orders = target.open(ORDERS, Durability.DISK, new StreamCopy())) {
            append(orders, 5_001, 5_001);
            orders.consumers().define("later", "how".getBytes(UTF_8));
            orders.log().commit();
        }

        assertFalse(migrate());

        assertTrue(printed.toString(UTF_8).contains("has gone on to sequence 5001"), printed::toString);
        try (StoredStream orders = target.open(ORDERS, Durability.DISK, new StreamCopy())) {
            assertEquals(Set.of("pull", "later"), Set.copyOf(orders.consumers().names()));
        }
    }

    @Test
    void aCopyWithOtherMessagesIsDifferent() {
        try (StoredStream other =
                target.create(ORDERS, new StreamOptions(Durability.DISK, false, 11), DEFINITION, new StreamCopy())) {
            append(other, 12, 90);
            other.log().commit();
        }

        assertFalse(migrate());

        assertTrue(
                printed.toString(UTF_8)
                        .contains("DIFFERENT: 4988 messages became 4987; sequences 11 to 5000" + " became 12 to 5000"),
                printed::toString);
    }

    @Test
    void anEmptyStreamKeepsItsPlaceAndTime() {
        try (StoredStream orders = source.open(ORDERS, Durability.DISK, new StreamCopy())) {
            orders.log().removeThrough(5_000);
            orders.log().commit();
        }

        assertTrue(migrate(), printed::toString);

        StreamState state = new StreamState();
        try (StoredStream orders = target.open(ORDERS, Durability.DISK, new StreamCopy())) {
            orders.log().state(state);
            assertEquals(5_001, state.firstSequence());
            assertEquals(1_700_000_000_000_005_000L, state.lastTimeNanos());
        }
    }

    /// The same text again and again takes next to no room.
    @Test
    void aStreamThatIsCompressedStaysSo() throws IOException {
        StreamKey logs = new StreamKey("$G", "LOGS");
        byte[] definition = definition("LOGS", StoreCompression.S2);
        StreamOptions options = new StreamOptions(Durability.DISK, true, 1);
        byte[] body = "the same again and again ".repeat(2_000).getBytes(UTF_8);
        try (StoredStream stream = source.create(logs, options, definition, new StreamCopy())) {
            StoredMessage message = new StoredMessage();
            for (int sequence = 1; sequence <= 500; sequence++) {
                stream.log()
                        .append(
                                message.at(sequence, sequence, 0)
                                        .subject(SUBJECT, 0, SUBJECT.length)
                                        .payload(body, 0, 0, body.length),
                                false);
            }
            stream.log().commit();
        }

        assertTrue(migrate("LOGS"), printed::toString);

        target.close();
        long occupied = occupiedBytes();
        assertTrue(occupied < 500L * body.length / 2, () -> "25 MB of the same became " + occupied);
    }

    private long occupiedBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void somethingElseOfThatNameIsNotTouched() {
        byte[] other = "other".getBytes(UTF_8);
        target.create(ORDERS, StreamOptions.DEFAULT, other, new StreamCopy()).close();
        assertFalse(migrate());
        assertTrue(printed.toString(UTF_8).contains("another stream of this name"));
    }

    @Test
    void aStreamSaysWhereItIsKeptNow() {
        StreamKey bills = new StreamKey("$G", "BILLS");
        StreamDefinition before = new StreamDefinition(
                StreamConfig.named("BILLS").metadata(Map.of("team", "a")).build(), Instant.EPOCH);
        source.create(bills, StreamOptions.DEFAULT, before.toBytes(), new StreamCopy())
                .close();

        PrintStream out = new PrintStream(printed, true, UTF_8);
        assertTrue(new Migration(source, target, "second", out).run(List.of("BILLS")), printed::toString);
        assertTrue(new Migration(source, target, "second", out).run(List.of("BILLS")), "and once more");

        try (StoredStream there = target.open(bills, Durability.DISK, new StreamCopy())) {
            assertEquals(
                    Map.of("team", "a", Storages.STORAGE, "second"),
                    StreamDefinition.of(there.definition()).config().metadata());
        }
        source.delete(bills);
        assertTrue(new Migration(target, source, "", out).run(List.of("BILLS")), "and back");
        try (StoredStream back = source.open(bills, Durability.DISK, new StreamCopy())) {
            assertArrayEquals(before.toBytes(), back.definition());
        }
    }

    @Test
    void othersAreLeftOut() {
        assertTrue(migrate("INVOICES"));
        assertEquals(List.of(), target.streams());
    }
}
