package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import io.natterjack.ports.storage.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What our sessions want of PostgreSQL, whatever their role and the system have as defaults.
final class SessionsTest {
    private static final int KEEPALIVE_SECONDS = 12;
    private static final int TICKS_PER_SECOND = 100;

    private final SchemaPlace place = new SchemaPlace();
    private final String role = "hasty_of_" + place.schema();
    private final String sessions = " FROM pg_stat_activity WHERE usename = '" + role + "'";
    private Bench bench;

    @BeforeEach
    void openAsSomebodyInHaste() {
        TestPostgres.run("CREATE ROLE " + role + " LOGIN SUPERUSER PASSWORD 'postgres'; ALTER ROLE " + role
                + " SET statement_timeout = '200ms'; ALTER ROLE " + role
                + " SET idle_session_timeout = '200ms'; ALTER ROLE "
                + role + " SET idle_in_transaction_session_timeout = '200ms'; ALTER ROLE " + role
                + " SET default_transaction_isolation = 'serializable'");
        bench = new Bench(
                place.with("user", role).with("keepalive_timeout", String.valueOf(KEEPALIVE_SECONDS)),
                SchemaPlace.CAPABILITIES);
    }

    @AfterEach
    void cleanUp() {
        bench.close();
        TestPostgres.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
    }

    @Test
    void limitsOfTheRoleAreNotOurs() throws Exception {
        OneStream orders = bench.orders();
        orders.append(Message.of(1, "orders.1", "body"));
        orders.commitAndWait();
        assertEquals(List.of(Bench.ORDERS), streamsWhileTheirTableIsLocked());
        Patience.await(
                "the session with the lock has been idle many times",
                () -> TestPostgres.ask("SELECT count(*)" + sessions + " AND backend_start < now() - interval '2s'")
                                .compareTo("0")
                        > 0);
        assertFalse(place.log().says("ERR"), () -> String.join("\n", place.log().lines()));
    }

    /// Asked for when the server starts, and worth any wait.
    private List<StreamKey> streamsWhileTheirTableIsLocked()
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (Connection other = TestPostgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + place.schema() + ".nj_stream IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<List<StreamKey>> streams =
                    CompletableFuture.supplyAsync(() -> bench.storage().streams());
            String waited = "SELECT count(*)" + sessions
                    + " AND wait_event_type = 'Lock' AND query_start < clock_timestamp() - interval '500ms'";
            Patience.await(
                    "it has waited",
                    () -> streams.isDone() || TestPostgres.ask(waited).equals("1"));
            other.rollback();
            return streams.get(10, TimeUnit.SECONDS);
        }
    }

    /// A host that is gone must not keep the lock of the schema for the two hours that are usual.
    @Test
    void postgresLooksWhetherOurHostLives() {
        bench.orders();
        Patience.await("every session has a timer for that", () -> {
            List<String> ports = List.of(TestPostgres.ask("SELECT string_agg(client_port::text, ',')" + sessions)
                    .split(","));
            return ports.size() > 1 && ports.stream().allMatch(SessionsTest::isWatched);
        });
    }

    /// Looks at the side of PostgreSQL: its sockets have our ports at the far end.
    private static boolean isWatched(String clientPort) {
        String end = ":%04X".formatted(Integer.parseInt(clientPort));
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(SessionsTest::lines)
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .filter(columns -> columns.get(2).endsWith(end))
                .map(columns -> columns.get(5).split(":"))
                .anyMatch(timer -> timer[0].equals("02")
                        && Long.parseLong(timer[1], 16) <= (long) KEEPALIVE_SECONDS * TICKS_PER_SECOND);
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
