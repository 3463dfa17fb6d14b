package io.natterjack.app.streams;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.NatsServer;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.ports.contract.RecordedLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server does not promise its accounts more than it has, neither at the start nor later.
final class AccountPromisesTest {
    private static final String REFUSED = "Error enabling jetstream on configured accounts: insufficient ";

    @TempDir
    private Path folder;

    /// @param server · what the server may store
    /// @param ann    · what one account may store
    /// @param bob    · what the other may
    private String config(String server, String ann, String bob) {
        return "jetstream { store_dir: \"" + folder + "\", " + server + " }\n"
                + "accounts { A { users: [{user: ann, password: p}], jetstream: " + ann + " },"
                + " B { users: [{user: bob, password: p}], jetstream: " + bob + " } }\n";
    }

    private static NatsServer start(String config) {
        return NatsServer.builder().config(config).start();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max_file: 10M           | {max_file: 6M} | {max_file: 5M}  | storage resources available (10047)
            max_mem: 10M            | {max_mem: 6M}  | {max_mem: 5M}   | memory resources available (10028)
            'max_mem: 1, max_file: 1' | {max_mem: 2} | {max_file: 2}   | memory resources available (10028)
            max_file: 10M           | enabled        | {max_file: 11M} | storage resources available (10047)
            """)
    void accountsMayNotHaveMoreThanTheServer(String server, String ann, String bob, String why) {
        ConfigException refused = assertThrows(
                ConfigException.class, () -> start(config(server, ann, bob)).close());

        assertEquals(REFUSED + why, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max_file: 10M | {max_file: 6M}  | {max_file: 4M}
            max_file: 10M | enabled         | {max_file: 10M}
            max_file: 10M | {max_mem: 1M}   | enabled
            max_mem: 10M  | {max_file: 99T} | {max_file: 99T}
            """)
    void whatTheServerHasMayBePromised(String server, String ann, String bob) {
        assertDoesNotThrow(() -> start(config(server, ann, bob)).close());
    }

    @Test
    void aReloadThatPromisesTooMuchChangesNothing() {
        RecordedLog log = new RecordedLog();
        String fits = config("max_file: 10M", "{max_file: 5M}", "{max_file: 5M}");
        try (NatsServer server = NatsServer.builder().config(fits).log(log).start()) {
            String tooMuch = config("max_file: 10M", "{max_file: 5M}", "{max_file: 6M}");

            ConfigException refused = assertThrows(ConfigException.class, () -> server.reload(tooMuch));

            assertEquals(REFUSED + "storage resources available (10047)", refused.getMessage());
            server.reload(config("max_file: 11M", "{max_file: 5M}", "{max_file: 6M}"));
            assertTrue(
                    log.says("Reloaded: JetStream max_file_store"),
                    () -> log.lines().toString());
        }
    }
}
