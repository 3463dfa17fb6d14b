package io.natterjack.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.Patience;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Encrypted connections to a server that lets nobody in without, and what an operator reads whose settings are wrong.
@TestInstance(Lifecycle.PER_CLASS)
final class TlsTest {
    private static final String HOST_BASED = """
            hostssl all broker    all scram-sha-256
            hostssl all certified all cert
            host    all postgres  all trust
            """;

    private final Path folder;
    private final OwnPostgres postgres;
    private final ServerLog log = new RecordedLog();

    TlsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        for (String file : new String[] {"authority.pem", "stranger-authority.pem", "certified.pem", "certified.pk8"}) {
            copy(file, file);
        }
        serverIs("here");
        postgres = OwnPostgres.start(
                folder.resolve("data"),
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", folder.resolve("server.pem").toString(),
                        "ssl_key_file", folder.resolve("server.key").toString(),
                        "ssl_ca_file", folder.resolve("authority.pem").toString()));
        TestPostgres.run(
                postgres.url(),
                "CREATE ROLE broker LOGIN PASSWORD 'a secret'; CREATE ROLE certified LOGIN;"
                        + " CREATE SCHEMA natterjack AUTHORIZATION broker;"
                        + " CREATE SCHEMA other AUTHORIZATION certified");
        Files.writeString(folder.resolve("data").resolve("pg_hba.conf"), HOST_BASED);
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void reset() throws IOException {
        serverIs("here");
        reload();
    }

    private void reload() {
        String loaded = "SELECT pg_conf_load_time()";
        String before = TestPostgres.ask(postgres.url(), loaded);
        TestPostgres.run(postgres.url(), "SELECT pg_reload_conf()");
        Patience.await(
                "it is read again",
                () -> !TestPostgres.ask(postgres.url(), loaded).equals(before));
    }

    private void copy(String from, String to) throws IOException {
        try (InputStream in = Objects.requireNonNull(TlsTest.class.getResourceAsStream("/tls/" + from))) {
            Path copy = folder.resolve(to);
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void serverIs(String certificate) throws IOException {
        copy(certificate + ".pem", "server.pem");
        copy(certificate + ".key", "server.key");
    }

    private Map<String, String> options(String mode, String root) {
        Map<String, String> options = new HashMap<>();
        options.put("url", postgres.url());
        options.put("user", "broker");
        options.put("password", "a secret");
        options.put("ssl_mode", mode);
        if (!root.isEmpty()) {
            options.put("ssl_root_cert", folder.resolve(root + ".pem").toString());
        }
        return options;
    }

    private Storage open(Map<String, String> options) {
        return new PostgresStorageProvider()
                .open(new StorageSettings("tls", Path.of("unused"), TimeUnit.MINUTES.toNanos(2), options, log));
    }

    private String refused(Map<String, String> options) {
        return String.valueOf(
                assertThrows(StorageException.class, () -> open(options).close())
                        .getMessage());
    }

    private void expectEncrypted(Map<String, String> options) {
        try (Storage storage = open(options)) {
            assertEquals(0, storage.streams().size());
            String sql = "SELECT bool_and(ssl) AND count(*) > 1 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                    + " WHERE application_name = 'natterjack tls'";
            assertEquals("t", TestPostgres.ask(postgres.url(), sql));
        }
    }

    @ParameterizedTest
    @CsvSource({"here,verify-full,authority", "elsewhere,verify-ca,authority", "elsewhere,require,''"})
    void everyConnectionIsEncrypted(String certificate, String mode, String root) throws IOException {
        serverIs(certificate);
        reload();

        expectEncrypted(options(mode, root));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            here      | verify-full | stranger-authority | ssl_root_cert has to hold the authority
            here      | verify-ca   | stranger-authority | ssl_root_cert has to hold the authority
            elsewhere | verify-full | authority          | the certificate has to name the host
            here      | disable     | ''                 | check user, password, ssl_mode and pg_hba.conf
            """)
    void whoIsNotTheServerIsNotTalkedTo(String certificate, String mode, String root, String fix) throws IOException {
        serverIs(certificate);
        reload();

        String why = refused(options(mode, root));
        assertTrue(why.contains(fix), why);
        assertFalse(why.contains("a secret"), why);
    }

    @Test
    void aServerWithoutEncryptionIsNotTalkedTo() {
        Map<String, String> options = options("verify-full", "authority");
        options.put("url", TestPostgres.url());

        String why = refused(options);
        assertTrue(why.contains("switch ssl on in postgresql.conf"), why);
    }

    @Test
    void thePasswordMayComeFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "a secret\n", UTF_8);
        Map<String, String> options = options("verify-full", "authority");
        options.remove("password");
        options.put("password_file", file.toString());
        expectEncrypted(options);

        Files.writeString(file, "another\n");
        String why = refused(options);
        assertTrue(why.contains("password authentication failed") && why.contains("check user, password"), why);
        assertFalse(why.contains("another"), why);
    }

    @Test
    void aCertificateCanStandForAPassword() {
        Map<String, String> options = options("verify-full", "authority");
        options.remove("password");
        options.put("user", "certified");
        options.put("schema", "other");
        options.put("ssl_cert", folder.resolve("certified.pem").toString());
        options.put("ssl_key", folder.resolve("certified.pk8").toString());
        expectEncrypted(options);
    }
}
