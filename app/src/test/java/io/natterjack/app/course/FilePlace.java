package io.natterjack.app.course;

import io.natterjack.filestore.FileStorageProvider;
import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.DiskFile;
import io.natterjack.filestore.disk.RealDisk;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder of this machine. A storage that crashes goes on with a copy of the folder, as it is at that moment; what is
/// done to the first one later does not count.
final class FilePlace implements StoragePlace {
    private final Path folder;
    private int copies;

    FilePlace() {
        try {
            folder = Files.createTempDirectory("course");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path current() {
        return folder.resolve("jetstream" + copies);
    }

    @Override
    public Storage open() {
        return new FileStorageProvider(unsynced())
                .open(new StorageSettings("test", current(), TimeUnit.MINUTES.toNanos(2), Map.of(), new RecordedLog()));
    }

    /// Waits for no disk: what is only in the page cache is part of a copy too.
    private static Disk unsynced() {
        Disk real = new RealDisk();
        return Seam.of(Disk.class, (method, arguments) -> {
            Object result = method.getName().equals("syncFolder") ? null : Seam.pass(real, method, arguments);
            return result instanceof DiskFile file ? unsynced(file) : result;
        });
    }

    private static DiskFile unsynced(DiskFile real) {
        return Seam.of(
                DiskFile.class,
                (method, arguments) -> method.getName().equals("sync") ? null : Seam.pass(real, method, arguments));
    }

    /// What the storage does in the background may come in between: then the copy is none of any moment, and is made
    /// again.
    @Override
    public void crash() {
        Path from = current();
        String before;
        do {
            copies++;
            before = listing(from);
            copy(from);
        } while (!before.equals(listing(from)));
    }

    private void copy(Path from) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, current().resolve(from.relativize(file).toString()));
            }
        } catch (NoSuchFileException _) {
            // The listing is not the same either.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String listing(Path folder) {
        StringBuilder listing = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                listing.append(file)
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
        } catch (IOException | UncheckedIOException gone) {
            listing.append(gone);
        }
        return listing.toString();
    }

    @Override
    public void close() {
        try {
            new RealDisk().delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
