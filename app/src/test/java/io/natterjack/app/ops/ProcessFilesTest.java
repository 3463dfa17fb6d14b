package io.natterjack.app.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.session.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessFilesTest {
    private final ProcessFiles files = new ProcessFiles(42, "nats-server");

    @TempDir
    private Path folder;

    @Test
    void thePidFileHoldsDigitsOnly() throws IOException {
        Path file = folder.resolve("pid");

        files.writePid(file.toString());

        assertEquals("42", Files.readString(file));
    }

    @Test
    void thePortsFileIsNamedByExecutableAndPid() throws IOException {
        ServerUrls urls = new ServerUrls()
                .with("websocket", "ws", new HostPort("::1", 9))
                .with("nats", "tls", new HostPort("127.0.0.1", 4222));

        files.writePorts(folder.toString(), urls);

        Path file = folder.resolve("nats-server_42.ports");
        assertEquals("{\"nats\":[\"tls://127.0.0.1:4222\"],\"websocket\":[\"ws://[::1]:9\"]}", Files.readString(file));

        files.deletePorts(folder.toString());

        assertFalse(Files.exists(file));
    }

    @Test
    void everyAddressOfTheMachineHasAUrl() {
        String json = new ServerUrls()
                .with("nats", "nats", new HostPort("0.0.0.0", 5))
                .json();

        assertTrue(json.contains("\"nats://127.0.0.1:5\""), json);
        assertFalse(json.contains("0.0.0.0"), json);
    }

    @Test
    void aMissingFolderIsReportedWithTheReferencesWords() {
        Path nowhere = folder.resolve("none");

        IOException failed = assertThrows(
                IOException.class, () -> files.writePid(nowhere.resolve("pid").toString()));

        assertEquals("open " + nowhere.resolve("pid") + ": no such file or directory", failed.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "::1, ::1",
        "fe80:0:0:0:fc:ff:fe00:1, fe80::fc:ff:fe00:1",
        "fd00::2, fd00::2",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "10.0.0.1, 10.0.0.1",
    })
    void addressesAreAsShortAsTheyCanBe(String address, String text) throws IOException {
        assertEquals(text, ServerUrls.text(InetAddress.getByName(address)));
    }
}
