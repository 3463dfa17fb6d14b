package io.natterjack.postgres;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageAwayException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.postgres.link.Database;
import io.natterjack.postgres.link.Failures;
import io.natterjack.postgres.link.Keeper;
import io.natterjack.postgres.outbox.OutboxPoller;
import io.natterjack.postgres.schema.Garbage;
import io.natterjack.postgres.schema.Schema;
import io.natterjack.postgres.settings.PostgresSettings;
import io.natterjack.postgres.settings.SettingsReader;
import io.natterjack.postgres.write.Writer;
import java.sql.SQLException;
import java.util.List;

/// Keeps streams in tables of a PostgreSQL database that the team already backs up, replicates and queries.
public final class PostgresStorageProvider implements StorageProvider {
    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Storage open(StorageSettings settings) {
        PostgresSettings postgres = SettingsReader.read(settings.options());
        Database database = new Database(postgres, settings.serverName(), settings.log());
        try {
            Remains remains = new Remains();
            Reversals reversals = new Reversals();
            Keeper keeper = new Keeper(
                    database,
                    settings.log(),
                    List.of(connection -> new Garbage(connection).drop(), remains::clear, reversals::clear));
            keeper.open(connection -> {
                new Schema(connection, postgres.schema()).install();
                database.warm();
            });
            Space space = new Space(database, keeper);
            for (int number = 1; number <= postgres.writers(); number++) {
                Writer writer = new Writer(database, keeper, settings.log(), number);
                writer.start();
                space.writers().add(writer);
            }
            keeper.onReturn(() -> space.writers().forEach(Writer::doubt));
            OutboxPoller outboxes = new OutboxPoller(database, settings.log());
            outboxes.start();
            return new PostgresStorage(database, keeper, space, outboxes, remains, reversals);
        } catch (SQLException failure) {
            database.close();
            String why = "Storage postgres cannot be opened (" + postgres + "): " + Failures.describe(failure);
            throw Failures.isAway(failure)
                    ? new StorageAwayException(why, failure)
                    : new StorageException(why, failure);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }
}
