package io.natterjack.app;

import io.natterjack.app.cli.CommandLine;
import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.migrate.Migration;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.app.streams.StorageChoice;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageProvider;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        try {
            return copy(place(wanted.from()), place(wanted.to()), wanted.streams());
        } catch (ConfigException | StorageException refused) {
            err.println("nats-server: " + refused.getMessage());
            err.flush();
            return 1;
        }
    }

    private int copy(Place from, Place to, List<String> streams) {
        try (Storage source = open(from);
                Storage target = open(to)) {
            boolean complete = new Migration(source, target, to.asked(), out).run(streams);
            out.println(complete ? "All streams are there; the source is as it was." : "Not all streams are there.");
            out.flush();
            return complete ? 0 : 1;
        }
    }

    /// A storage that a configuration has.
    ///
    /// @param name · of the storage
    private record Place(JetStreamSettings.Store store, String name) {
        /// The name, if streams have to ask for it; else empty.
        String asked() {
            return name.equals(store.name()) ? "" : name;
        }
    }

    /// @param written · a configuration file, and behind a `#` one of its storages
    private static Place place(String written) {
        int mark = Files.exists(Path.of(written)) ? -1 : written.lastIndexOf('#');
        String file = mark < 0 ? written : written.substring(0, mark);
        JetStreamSettings settings = JetStreamRoom.ofThisMachine()
                .settings(Configuration.ofFile(file, FlagValues.NONE, System::getenv)
                        .load()
                        .jetStream());
        if (settings == null) {
            throw new StorageException(file + " has no jetstream block, so there is no storage");
        }
        Store store = settings.store();
        String name = mark < 0 ? store.name() : written.substring(mark + 1);
        if (!name.equals(store.name()) && !store.others().containsKey(name)) {
            throw new StorageException(file + " has no storage '" + name + "': there is " + store.name()
                    + ", and any whose block stands beside it");
        }
        return new Place(store, name);
    }

    private Storage open(Place place) {
        return StorageChoice.open(
                place.store(), place.name(), "migrate", ServiceLoader.load(StorageProvider.class), new ErrorLog());
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
