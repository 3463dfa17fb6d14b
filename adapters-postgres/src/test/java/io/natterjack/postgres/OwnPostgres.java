package io.natterjack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    void startAgain() {
        running = started(TestPostgres.careful().setPort(port), data);
    }

    @Override
    public void close() {
        stop();
    }
}
