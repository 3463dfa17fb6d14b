package io.natterjack.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What command lines print, and how the process ends, short of running a server.
final class LaunchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void theVersionIsPrintedOnStandardOutput() throws InterruptedException {
        assertEquals(0, launch("-v"));

        assertTrue(text(out).matches("nats-server: v\\d+\\.\\d+\\.\\d+\n"), () -> text(out));
    }

    @Test
    void anUnknownFlagShowsTheHelp() throws InterruptedException {
        assertEquals(0, launch("-foo"));

        assertEquals("flag provided but not defined: -foo\n", text(err));
        assertTrue(text(out).startsWith("\nUsage: nats-server [options]\n"));
    }

    @Test
    void aStrayWordIsRefused() throws InterruptedException {
        assertEquals(1, launch("foo"));

        assertEquals("nats-server: unrecognized command: \"foo\"\n", text(err));
    }

    @Test
    void aGoodConfigurationIsCalledValid() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("a.conf"), "port: 4222\n");

        assertEquals(0, launch("-t", "-c", file.toString()));

        assertEquals(
                "nats-server: configuration file " + file
                        + " is valid (sha256:797533ebd0dfba7d34a0f9337ecf147e442871f48ddfd07ed751575a5737267e)\n",
                text(err));
    }

    @Test
    void everyMistakeInAConfigurationIsNamed() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("a.conf"), "foo: 1\nping_interval: 5\nport: x\n");

        assertEquals(1, launch("-c", file.toString()));

        assertEquals(
                "nats-server: " + file
                        + ":2:1: invalid use of field \"ping_interval\": "
                        + "ping_interval should be converted to a duration\n"
                        + file + ":1:0: unknown field \"foo\"\n"
                        + file + ":3:1: interface conversion: interface {} is string, not int64\n\n",
                text(err));
    }

    @Test
    void helpOnTlsNamesCipherSuites() throws InterruptedException {
        assertEquals(0, launch("--help_tls"));

        assertTrue(text(out).contains("    TLS_AES_128_GCM_SHA256\n"));
        assertTrue(text(out).contains("    X25519\n"));
    }

    private int launch(String... arguments) throws InterruptedException {
        return new Launch(print(out), print(err), (_, _, _) -> fail("no server is wanted")).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
