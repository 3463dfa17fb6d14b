package io.natterjack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.storage.StorageException;
import io.natterjack.postgres.settings.PostgresSettings;
import io.natterjack.postgres.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wrong settings are named, with what would be right.
final class SettingsTest {
    private static Map<String, String> options(String... pairs) {
        Map<String, String> options = new HashMap<>();
        options.put("url", "postgresql://db.example.com:5433/app");
        options.put("user", "broker");
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return options;
    }

    @Test
    void anAddressIsWrittenAsForOtherTools() {
        PostgresSettings settings = SettingsReader.read(
                Map.of("url", "postgres://broker:p%40ss+word@db.example.com/app?sslmode=require", "pool_size", "20"));

        assertEquals("jdbc:postgresql://db.example.com/app?sslmode=require", settings.url());
        assertEquals("broker", settings.user());
        assertEquals("p@ss+word", settings.password());
        assertEquals(20, settings.poolSize());
        assertEquals("natterjack", settings.schema());
        assertFalse(settings.toString().contains("ss+word"));
    }

    @Test
    void sizesHaveUnits() {
        PostgresSettings settings =
                SettingsReader.read(options("pending_max", "16MB", "cache", "1 GiB", "batch_max", "1048576"));

        assertEquals(16 << 20, settings.pendingBytesMax());
        assertEquals(1 << 30, settings.cacheBytes());
        assertEquals(1 << 20, settings.batchBytesMax());
    }

    @Test
    void aPasswordMayBeInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\n");

        assertEquals(
                "secret",
                SettingsReader.read(options("password_file", file.toString())).password());
        Map<String, String> both = options("password_file", file.toString(), "password", "x");
        assertThrows(StorageException.class, () -> SettingsReader.read(both));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url           | ''                            | of storage postgres is missing
            url           | http://db/app                 | write postgresql://host:port/database
            url           | postgresql://db               | write postgresql://host:port/database
            url           | jdbc:postgresql://db/a?user=x | a setting of its own
            url           | postgresql://d/a?password=x   | a setting of its own
            url           | postgresql://d/a?currentSchema=b | name it in setting 'schema'
            url           | jdbc:postgresql://d/a?ssl=true&currentSchema=b | name it in setting 'schema'
            url           | postgresql://d/a?socketTimeout=0 | use setting 'socket_timeout'
            url           | postgresql://d/a?loginTimeout=0 | use setting 'connect_timeout'
            url           | postgresql://d/a?readOnly=true | leave it out
            url           | postgresql://d/a?options=-c%20search_path%3Db | name the schema there
            url           | postgresql://d/a?sslmod=require | the PostgreSQL driver for Java knows no such property
            user          | ''                            | of storage postgres is missing
            schema        | Orders                        | lower-case letters
            schema        | pg_orders                     | pg_
            schema        | a;b                           | lower-case letters
            keepalive_timeout | 5                         | a number from 6 to 3600
            pool_size     | many                          | a number from 3 to 1000
            pool_size     | 3                             | set it to 4 or more
            writers       | 0                             | a number from 1 to 64
            cache         | 10                            | 1MB or more
            pending_max   | 3 frogs                       | a size in bytes such as 64MB
            ssl_mode      | maybe                         | verify-full
            ssl_root_cert | /no/such/file                 | name a file that this process may read
            password_file | /no/such/file                 | name a file that this process may read
            key           | secret                        | take it out of the block jetstream
            poolsize      | 3                             | use one of url, user, password
            """)
    void wrongSettingsAreNamedWithWhatWouldBeRight(String key, String value, String fix) {
        Map<String, String> options = options(key, value);
        if (value.isEmpty()) {
            options.remove(key);
        }
        StorageException refused = assertThrows(StorageException.class, () -> SettingsReader.read(options));

        assertTrue(String.valueOf(refused.getMessage()).contains(fix), refused::getMessage);
        assertTrue(String.valueOf(refused.getMessage()).contains("'" + key + "'"), refused::getMessage);
    }

    @Test
    void encryptionIsSaidOnce() {
        Map<String, String> options =
                options("url", "postgresql://db/app?sslfactory=org.postgresql.ssl.NonValidatingFactory");
        SettingsReader.read(options);
        options.put("ssl_mode", "verify-full");

        StorageException refused = assertThrows(StorageException.class, () -> SettingsReader.read(options));

        assertTrue(String.valueOf(refused.getMessage()).contains("undo setting 'ssl_mode'"), refused::getMessage);
    }

    @Test
    void whatOnlyTheDriverKnowsIsLeftToIt() {
        String url =
                "jdbc:postgresql://a,b/app?targetServerType=primary&hostRecheckSeconds=2&options=-c%20work_mem%3D8MB";

        assertEquals(url, SettingsReader.read(options("url", url)).url());
    }
}
