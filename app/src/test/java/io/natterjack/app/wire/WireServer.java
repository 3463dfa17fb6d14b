package io.natterjack.app.wire;

import io.natterjack.app.NatsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server to talk to, on a port of its own choice: an executable called nats-server, or ours in this JVM.
final class WireServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on \\S*:(\\d+)");
    private static final int START_MILLIS = 20_000;

    private final int port;
    private final Runnable end;

    private WireServer(int port, Runnable end) {
        this.port = port;
        this.end = end;
    }

    static WireServer embedded(String config) {
        NatsServer server = NatsServer.builder().config(config).start();
        return new WireServer(server.port(), server::close);
    }

    static WireServer start(Path executable, Path folder, String config) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("server.conf"), config);
        Path log = folder.resolve("server.log");
        Process process = new ProcessBuilder(
                        List.of(executable.toString(), "-c", file.toString(), "-a", "127.0.0.1", "-p", "-1"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new WireServer(awaitPort(process, log), process::destroyForcibly);
        } catch (IOException | InterruptedException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    int port() {
        return port;
    }

    /// Ends a process at once: what it would still do is not part of any dialogue.
    @Override
    public void close() {
        end.run();
    }

    private static int awaitPort(Process process, Path log) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadlineNanos && process.isAlive()) {
            String text = Files.readString(log);
            Optional<String> port =
                    LISTENING.matcher(text).results().map(m -> m.group(1)).findFirst();
            if (port.isPresent() && text.contains("Server is ready")) {
                return Integer.parseInt(port.get());
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IOException("the server did not start:\n" + Files.readString(log));
    }
}
