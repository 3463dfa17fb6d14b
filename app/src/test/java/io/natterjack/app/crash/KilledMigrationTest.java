package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.streams.StorageChoice;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills `nats-server migrate` in the middle of a stream: the next one goes on from there.
final class KilledMigrationTest {
    private static final int MESSAGES = 20_000;

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void aMigrationThatIsKilledIsTakenUpAgain() throws Exception {
        fill(folder.resolve("old").resolve("jetstream"));
        Path old = config("store_dir: \"" + folder.resolve("old") + "\"");
        Path back = config("store_dir: \"" + folder.resolve("back") + "\"");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Path tables = config("store_dir: \"" + folder.resolve("none")
                    + "\", storage: postgres, postgres { user: postgres, url: \"postgresql://localhost:"
                    + postgres.getPort() + "/postgres\" }");
            killInTheMiddle(old, tables);
            String resumed = migrate(old, tables, said -> false);
            assertTrue(resumed.contains("the same, checksum"), resumed);
            String copying = resumed.substring(0, resumed.indexOf("comparing"));
            assertFalse(copying.contains(" 1 %"), () -> "it has begun anew: " + copying);
            killInTheMiddle(tables, back);
            assertTrue(migrate(tables, back, said -> false).contains("the same, checksum"));
        }
        assertTrue(migrate(old, back, said -> false).contains("the same, checksum"), "with the first of them");
    }

    private void killInTheMiddle(Path from, Path to) throws Exception {
        String said = migrate(from, to, text -> text.contains(" 40 %"));
        assertTrue(said.contains(" 40 %"), said);
        assertFalse(said.contains("messages"), () -> "it was through before it was killed: " + said);
    }

    private Path config(String storage) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "server", ".conf"), "jetstream { " + storage + " }");
    }

    /// @param enough · looks at what it has said, and has it killed
    /// @return what it has said
    private String migrate(Path from, Path to, Predicate<String> enough) throws Exception {
        Path log = folder.resolve("migration" + ++runs);
        Process process = KilledServer.process(log, List.of(), "migrate", from.toString(), to.toString());
        try {
            boolean killed = false;
            while (process.isAlive()) {
                if (!killed && enough.test(Files.readString(log))) {
                    process.destroyForcibly();
                    killed = true;
                }
                LockSupport.parkNanos(KilledServer.POLL_NANOS);
            }
            String said = Files.readString(log);
            assertEquals(killed ? 137 : 0, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void fill(Path folder) {
        Store store =
                new Store(Store.FILE, folder.toString(), Durability.PAGE_CACHE, 1_000_000_000, Map.of(), Map.of());
        StreamConfig config = StreamConfig.named("ORDERS").build();
        byte[] definition = new StreamDefinition(config, Instant.EPOCH).toBytes();
        try (Storage files = StorageChoice.open(
                        store, "", "test", ServiceLoader.load(StorageProvider.class), new RecordedLog());
                StoredStream orders =
                        files.create(new StreamKey("$G", "ORDERS"), StreamOptions.DEFAULT, definition, new Unheard())) {
            for (int number = 1; number <= MESSAGES; number++) {
                byte[] subject = ("orders." + number % 7).getBytes(UTF_8);
                byte[] body = ("body of " + number).repeat(number % 200).getBytes(UTF_8);
                orders.log()
                        .append(
                                new StoredMessage()
                                        .at(number, 1_700_000_000_000_000_000L + number, 0)
                                        .subject(subject, 0, subject.length)
                                        .payload(body, 0, 0, body.length),
                                false);
            }
            orders.log().removeThrough(10);
            orders.consumers().define("pull", "how".getBytes(UTF_8));
            orders.log().commit();
        }
    }

    /// Closing the stream is enough.
    private static final class Unheard implements StorageListener {
        @Override
        public void durable(long ticket) {
            // Nobody waits for it.
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }
}
