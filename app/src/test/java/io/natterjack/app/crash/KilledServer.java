package io.natterjack.app.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, which ends when it is killed and not otherwise.
final class KilledServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on .*:(\\d+)");
    private static final Pattern MONITORING = Pattern.compile("Starting http monitor on .*:(\\d+)");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    /// How often it is looked at, for the server that is waited for needs the processor more.
    static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Process process;
    private final Path log;
    private final int port;

    private KilledServer(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.port = awaitPort(LISTENING);
    }

    /// @param options · of its virtual machine, beside the usual ones
    static KilledServer start(Path config, Path log, String... options) throws IOException {
        Process process = process(log, List.of(options), "-c", config.toString());
        return new KilledServer(process, log);
    }

    /// The server's command in a process of its own.
    ///
    /// @param options · of its virtual machine, beside the usual ones
    static Process process(Path log, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add("io.natterjack.app.Main");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private int awaitPort(Pattern line) throws IOException {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadlineNanos && process.isAlive()) {
            Matcher listening = line.matcher(Files.readString(log));
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        process.destroyForcibly();
        throw new AssertionError("the server did not start:\n" + Files.readString(log));
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    /// Where the monitoring pages are, if it has been told to have them.
    String monitorUrl() throws IOException {
        return "http://127.0.0.1:" + awaitPort(MONITORING);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Stops it where it is: its connections stay open, and it does nothing.
    void hold() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /// Lets it go on.
    void release() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
