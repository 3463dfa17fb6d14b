package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.postgres.schema.Schema;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A database that cannot be used says why, and what to do about it.
final class StartRefusalTest {
    private final SchemaPlace place = new SchemaPlace();

    @AfterEach
    void cleanUp() {
        place.close();
    }

    private StorageException expectRefusal(String... words) {
        StorageException refused = assertThrows(StorageException.class, place::open);
        String why = String.valueOf(refused.getMessage());
        for (String word : words) {
            assertTrue(why.contains(word), why);
        }
        return refused;
    }

    @Test
    void aSchemaThatMayNotBeCreatedIsAskedFor() {
        String role = "guest_of_" + place.schema();
        TestPostgres.run("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        place.with("user", role).with("password", "x");
        try {
            expectRefusal(
                    "There is no schema " + place.schema() + ", and it cannot be created (",
                    "permission denied for database postgres",
                    "let an administrator run CREATE SCHEMA " + place.schema() + " AUTHORIZATION \"" + role + "\"");
            TestPostgres.run("CREATE SCHEMA " + place.schema() + " AUTHORIZATION \"" + role + "\"");
            place.open().close();
        } finally {
            TestPostgres.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void aSchemaOfSomebodyElseIsNamed() {
        String role = "guest_of_" + place.schema();
        TestPostgres.run("CREATE SCHEMA " + place.schema() + "; CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
        place.with("user", role).with("password", "x");
        try {
            expectRefusal(
                    "schema " + place.schema(), "grant the role USAGE and CREATE on the schema; it should own it");
        } finally {
            TestPostgres.run("DROP ROLE " + role);
        }
    }

    @Test
    void aDatabaseWithoutUnicodeIsRefused() {
        TestPostgres.run("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        place.with("url", TestPostgres.url().replace("/postgres", "/latin"));
        try {
            expectRefusal("The database is encoded in LATIN1", "create one with ENCODING 'UTF8' TEMPLATE template0");
        } finally {
            TestPostgres.run("DROP DATABASE latin WITH (FORCE)");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        place.with("url", TestPostgres.url().replace("/postgres", "/nowhere"));
        expectRefusal("database \"nowhere\" does not exist", "create the database or correct the url");
    }

    @Test
    void aPlaceWhereNobodyListensCanBeTriedAgain() {
        place.with("url", "jdbc:postgresql://localhost:1/postgres");
        assertInstanceOf(
                StorageAwayException.class, expectRefusal("check that PostgreSQL runs there and takes connections"));
    }

    /// Such a server is not to be had for the tests any more.
    @Test
    void aServerThatIsTooOldIsRefused() {
        DatabaseMetaData metaData = (DatabaseMetaData) Proxy.newProxyInstance(
                DatabaseMetaData.class.getClassLoader(), new Class<?>[] {DatabaseMetaData.class}, (_, _, _) -> 13);
        Connection old = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, _, _) -> metaData);
        StorageException refused =
                assertThrows(StorageException.class, () -> new Schema(old, place.schema()).install());
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("PostgreSQL 13 is too old: version 14 or newer is needed"), why);
    }
}
