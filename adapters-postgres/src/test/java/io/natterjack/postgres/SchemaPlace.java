package io.natterjack.postgres;

import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StorageCapability;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A schema of its own in the database of the tests.
final class SchemaPlace implements StoragePlace {
    static final Set<StorageCapability> CAPABILITIES = Set.of(StorageCapability.PERSISTENT, StorageCapability.CRASHES);

    private final String schema = TestPostgres.newSchema();
    private final RecordedLog log = new RecordedLog();
    private final Map<String, String> options = new HashMap<>();
    private final String url;
    private @Nullable PostgresStorage open;

    SchemaPlace() {
        this(TestPostgres.url());
    }

    /// @param url · of the database, as JDBC takes it
    SchemaPlace(String url) {
        this.url = url;
        options.put("url", url);
        options.put("user", "postgres");
        options.put("password", "postgres");
        options.put("schema", schema);
    }

    /// Sets an option for the next opening.
    SchemaPlace with(String key, String value) {
        options.put(key, value);
        return this;
    }

    String schema() {
        return schema;
    }

    RecordedLog log() {
        return log;
    }

    StorageSettings settings() {
        return new StorageSettings("test", Path.of("unused"), TimeUnit.MINUTES.toNanos(2), options, log);
    }

    @Override
    public Storage open() {
        PostgresStorage storage = (PostgresStorage) new PostgresStorageProvider().open(settings());
        open = storage;
        return storage;
    }

    @Override
    public void crash() {
        if (open != null) {
            open.halt();
        }
    }

    @Override
    public OptionalLong occupiedBytes() {
        return OptionalLong.of(Long.parseLong(TestPostgres.ask(
                url,
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c"
                        + " WHERE relnamespace = '" + schema + "'::regnamespace AND relkind = 'r'")));
    }

    @Override
    public void close() {
        TestPostgres.run(url, "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }
}
