package io.natterjack.app.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers started by `nohup`, or in the background of a script, still hear what operators tell them.
final class IgnoredSignalTest {
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path folder;

    @Test
    void aHangupReloadsEvenIfItWasIgnoredAtTheStart() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process server = startIgnoring("HUP", log);
        try {
            awaitLine(log, "Server is ready");
            send("HUP", server);
            awaitLine(log, "Reloaded server configuration");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void anInterruptEndsEvenIfItWasIgnoredAtTheStart() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process server = startIgnoring("INT", log);
        try {
            awaitLine(log, "Server is ready");
            send("INT", server);
            assertTrue(server.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS), () -> read(log));
        } finally {
            server.destroyForcibly();
        }
    }

    private Process startIgnoring(String signal, Path log) throws IOException {
        Path config = Files.writeString(folder.resolve("server.conf"), "listen: \"127.0.0.1:-1\"\n");
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap '' " + signal + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.natterjack.app.Main",
                        "-c",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void send(String signal, Process server) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                .start()
                .waitFor();
    }

    private static void awaitLine(Path log, String text) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!read(log).contains(text)) {
            assertTrue(System.nanoTime() < deadlineNanos, () -> "no line with \"" + text + "\":\n" + read(log));
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
