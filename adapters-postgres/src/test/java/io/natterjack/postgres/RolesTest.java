package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.storage.fixture.Bench;
import io.natterjack.ports.contract.storage.fixture.Message;
import io.natterjack.ports.contract.storage.fixture.OneStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an application may do with a role of its own, and the one grant that it takes.
final class RolesTest {
    private final SchemaPlace place = new SchemaPlace();
    private final Bench bench = new Bench(place, SchemaPlace.CAPABILITIES);
    private final String schema = place.schema();
    private final String role = "shop_of_" + schema;

    @BeforeEach
    void fill() {
        OneStream orders = bench.orders();
        orders.append(Message.of(1, "orders.new", "first"));
        orders.commitAndWait();
        TestPostgres.run(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA " + schema + " TO " + role);
    }

    @AfterEach
    void cleanUp() {
        TestPostgres.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
        bench.close();
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url(), role, "x");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private void expectRefused(String why, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> ask(sql));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
    }

    @Test
    void whoMayExecuteTheFunctionMayPublishAndNothingElse() throws SQLException {
        String publish = "SELECT " + schema + ".publish('ORDERS', 'orders.new', '{\"id\": 17}')";
        expectRefused("permission denied for function publish", publish);
        TestPostgres.run("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA " + schema + " TO " + role);
        assertEquals("1", ask(publish));
        expectRefused("permission denied", "SELECT count(*) FROM " + schema + ".nj_outbox");
        expectRefused("permission denied", "SELECT count(*) FROM " + schema + ".\"ORDERS\"");
    }

    @Test
    void whoMayReadAViewNeedsNoTable() throws SQLException {
        TestPostgres.run("GRANT SELECT ON " + schema + ".\"ORDERS\", " + schema + ".streams TO " + role);
        assertEquals("first", ask("SELECT text FROM " + schema + ".\"ORDERS\""));
        assertEquals("ORDERS from 1", ask("SELECT stream || ' from ' || first_sequence FROM " + schema + ".streams"));
        expectRefused("permission denied", "SELECT count(*) FROM " + schema + ".nj_m_1");
    }

    @Test
    void headersThatWouldBreakTheMessageAreRefused() {
        TestPostgres.run("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA " + schema + " TO " + role);
        for (String headers :
                new String[] {"{\"A:B\": \"x\"}", "{\"\": \"x\"}", "{\"A\": \"x\\ny\"}", "{\"A\": [\"x\", \"\\r\"]}"}) {
            expectRefused(
                    "has a colon or space in its name, or a line break",
                    "SELECT " + schema + ".publish('ORDERS', 'orders.new', 'x', '" + headers + "')");
        }
    }
}
