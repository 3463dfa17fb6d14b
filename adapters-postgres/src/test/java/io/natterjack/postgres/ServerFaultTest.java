package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StorageFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of acknowledged messages when the whole database server fails: nothing.
final class ServerFaultTest {
    private static final String OURS = " FROM pg_stat_activity WHERE application_name = 'natterjack test'";

    private final OwnPostgres postgres;
    private final SchemaPlace place;
    private final Path folder;
    private final Bench bench;
    private boolean closed;

    ServerFaultTest(@TempDir Path folder) {
        this.folder = folder;
        postgres = OwnPostgres.start(folder.resolve("data"));
        place = new SchemaPlace(postgres.url());
        bench = new Bench(place, SchemaPlace.CAPABILITIES);
    }

    @AfterEach
    void cleanUp() {
        try {
            if (!closed) {
                bench.close();
            }
        } finally {
            postgres.close();
        }
    }

    private static long append(OneStream stream, int number, int size) {
        stream.append(Message.of(number, "orders." + number % 7, "x".repeat(size)));
        return stream.log().commit();
    }

    private void expectAll(OneStream stream, int count) {
        List<Long> all = LongStream.rangeClosed(1, count).boxed().toList();
        assertEquals(all, stream.sequences(), "before the restart");
        assertEquals(all, bench.reopen(stream, Bench.ORDERS).sequences(), "after the restart");
        assertEquals(
                String.valueOf(count),
                TestPostgres.ask(postgres.url(), "SELECT count(*) FROM " + place.schema() + ".\"ORDERS\""));
    }

    private void expectLines(String why) {
        String lines = String.join("\n", place.log().lines());
        assertTrue(place.log().says("ERR PostgreSQL: ") && place.log().says(why), lines);
        assertTrue(place.log().says("INF PostgreSQL: writing again"), lines);
    }

    @Test
    void aServerThatIsStoppedAndStartedIsWaitedFor() {
        OneStream orders = bench.orders();
        int number = 0;
        while (number < 500) {
            append(orders, ++number, 100);
        }
        postgres.stop();
        long ticket = append(orders, ++number, 100);
        Patience.await("it is said", () -> place.log().says("check that PostgreSQL runs there and takes connections"));
        while (number < 1_000) {
            ticket = append(orders, ++number, 100);
        }
        assertTrue(orders.told().ticket() < ticket);

        postgres.startAgain();

        long last = ticket;
        Patience.await("commit " + last + " is told", () -> orders.told().ticket() >= last);
        Patience.await("all is well", () -> bench.storage().problems().isEmpty());
        expectLines("PostgreSQL: cannot write: ");
        expectAll(orders, number);
    }

    /// When one of its processes dies, PostgreSQL ends all of them and recovers, as after a loss of power.
    @Test
    void aServerThatCrashesLosesNothing() {
        OneStream orders = bench.orders();
        int number = 0;
        for (int round = 0; round < 3; round++) {
            long ticket = 0;
            for (int i = 0; i < 1_500; i++) {
                ticket = append(orders, ++number, 100);
                if (i == 500) {
                    kill(TestPostgres.ask(postgres.url(), "SELECT max(pid)" + OURS));
                }
            }
            long last = ticket;
            Patience.await("commit " + last + " is told", () -> orders.told().ticket() >= last);
        }
        expectLines("PostgreSQL: cannot write: ");
        expectAll(orders, number);
    }

    private static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aFullDiskIsWaitedFor() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String why = command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        assumeTrue(why.isEmpty(), () -> "a small disk cannot be mounted here: " + why);
        try {
            fill(Files.createDirectory(disk.resolve("space")), disk);
        } finally {
            bench.close();
            postgres.stop();
            closed = true;
            assertEquals("", command("umount", disk.toString()));
        }
    }

    private void fill(Path space, Path disk) throws IOException, InterruptedException {
        bench.shut();
        TestPostgres.run(postgres.url(), "CREATE TABLESPACE small LOCATION '" + space + "'");
        TestPostgres.run(postgres.url(), "ALTER ROLE postgres SET default_tablespace = small");
        place.with("pending_max", "2MB");
        bench.restart();
        OneStream orders = bench.orders();
        long ticket = 0;
        while (!knownToBeFull()) {
            try {
                ticket = append(orders, (int) orders.state().lastSequence() + 1, 5_000);
            } catch (StorageFullException _) {
                long last = ticket;
                Patience.await(
                        "it is written or known why not", () -> orders.told().ticket() >= last || knownToBeFull());
            }
        }
        StorageFullException full = assertThrows(StorageFullException.class, () -> {
            for (int number = (int) orders.state().lastSequence() + 1; number < 100_000; number++) {
                append(orders, number, 5_000);
            }
        });
        assertTrue(String.valueOf(full.getMessage()).contains("make room on the disk"), full::getMessage);
        int count = (int) orders.state().lastSequence();
        assertTrue(orders.told().ticket() < count, "something waits");

        assertEquals("", command("mount", "-o", "remount,size=200m", disk.toString()));

        Patience.await("all commits are told", () -> orders.told().ticket() >= count);
        append(orders, count + 1, 100);
        orders.commitAndWait();
        expectLines("make room on the disk of the database");
        expectAll(orders, count + 1);
    }

    private boolean knownToBeFull() {
        return bench.storage().problems().stream()
                .anyMatch(problem -> problem.contains("make room on the disk of the database"));
    }

    /// @return empty if it went well, else what it said
    private static String command(String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() == 0 ? "" : "exit " + process.exitValue() + ": " + said;
    }
}
