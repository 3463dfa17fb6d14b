package io.natterjack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of one test, which may be stopped and started again under the same address.
final class OwnPostgres implements AutoCloseable {
    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    private OwnPostgres(Path data, EmbeddedPostgres running) {
        this.data = data;
        this.port = running.getPort();
        this.running = running;
    }

    static OwnPostgres start(Path data) {
        return start(data, Map.of());
    }

    /// @param settings · of the server
    static OwnPostgres start(Path data, Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = TestPostgres.careful();
        settings.forEach(builder::setServerConfig);
        return new OwnPostgres(data, started(builder, data));
    }

    private static EmbeddedPostgres started(EmbeddedPostgres.Builder builder, Path data) {
        try {
            return builder.setDataDirectory(data).setCleanDataDirectory(false).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    void stop() {
        EmbeddedPostgres now = running;
        running = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// Stops all its processes where they are: connections stay open, and nobody answers.
    void hold() {
        signal("-STOP");
    }

    /// Lets them go on.
    void release() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            long main = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            List<String> command = new ArrayList<>(List.of("kill", signal, String.valueOf(main)));
            ProcessHandle.of(main).stream()
                    .flatMap(ProcessHandle::descendants)
                    .forEach(process -> command.add(String.valueOf(process.pid())));
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void startAgain() {
        running = started(TestPostgres.careful().setPort(port), data);
    }

    @Override
    public void close() {
        stop();
    }
}
