package io.natterjack.app.course;

import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.postgres.PostgresStorageProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A schema of a database.
///
/// @param url    · of the database, as JDBC takes it
/// @param schema · nobody else's
record PostgresPlace(String url, String schema) implements StoragePlace {
    @Override
    public Storage open() {
        Map<String, String> options = Map.of("url", url, "user", "postgres", "schema", schema);
        return new PostgresStorageProvider()
                .open(new StorageSettings(
                        "test", Path.of("unused"), TimeUnit.MINUTES.toNanos(2), options, new RecordedLog()));
    }

    @Override
    public void close() {
        // The database ends with the test.
    }
}
