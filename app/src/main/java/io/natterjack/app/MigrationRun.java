package io.natterjack.app;

import io.natterjack.app.cli.CommandLine;
import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.migrate.Migration;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.app.streams.StorageChoice;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import java.io.PrintStream;
import java.util.ServiceLoader;

/// `nats-server migrate`: reads two configurations, opens both storages and has the streams copied.
final class MigrationRun {
    private final PrintStream out;
    private final PrintStream err;

    MigrationRun(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// @return the exit code
    int run(CommandLine.Migrate wanted) {
        try (Storage source = open(wanted.from());
                Storage target = open(wanted.to())) {
            boolean complete = new Migration(source, target, out).run(wanted.streams());
            out.println(complete ? "All streams are there; the source is as it was." : "Not all streams are there.");
            out.flush();
            return complete ? 0 : 1;
        } catch (ConfigException | StorageException refused) {
            err.println("nats-server: " + refused.getMessage());
            err.flush();
            return 1;
        }
    }

    private Storage open(String file) {
        JetStreamSettings settings = JetStreamRoom.ofThisMachine()
                .settings(Configuration.ofFile(file, FlagValues.NONE, System::getenv)
                        .load()
                        .jetStream());
        if (settings == null) {
            throw new StorageException(file + " has no jetstream block, so there is no storage");
        }
        return StorageChoice.open(
                settings.store(), "migrate", ServiceLoader.load(StorageProvider.class), new ErrorLog());
    }

    /// Shows what goes wrong while streams are moved.
    private final class ErrorLog implements ServerLog {
        @Override
        public boolean isOn(Level level) {
            return level == Level.WRN || level == Level.ERR || level == Level.FTL;
        }

        @Override
        public void log(Level level, String line) {
            if (isOn(level)) {
                err.println(line);
            }
        }
    }
}
