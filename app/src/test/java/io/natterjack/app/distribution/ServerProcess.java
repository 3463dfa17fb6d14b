package io.natterjack.app.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A `nats-server` executable that runs beside the test, its log read as it is written.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Thread reader;
    private final List<String> log = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::readLog);
    }

    static ServerProcess start(Path executable, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                .toList();
        return new ServerProcess(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /// Waits for a line of the log.
    ///
    /// @return the line
    /// @throws AssertionError if the server ends, or lets us wait too long, without writing it
    String awaitLine(String part) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        synchronized (log) {
            int seen = 0;
            while (true) {
                for (; seen < log.size(); seen++) {
                    if (log.get(seen).contains(part)) {
                        return log.get(seen);
                    }
                }
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (leftMillis <= 0 || !reader.isAlive()) {
                    throw new AssertionError("no line with '" + part + "' in\n" + String.join("\n", log));
                }
                log.wait(Math.min(leftMillis, 100));
            }
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        kill.waitFor();
    }

    /// @return the exit code
    /// @throws AssertionError if the server lets us wait too long
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE)) {
            throw new AssertionError("the server does not end; its log:\n" + String.join("\n", log));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader()) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                    log.notifyAll();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
