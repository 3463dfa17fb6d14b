package io.natterjack.filestore.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.filestore.FileStorageProvider;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.contract.storage.fixture.StoragePlace;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A folder of this machine.
public final class FilePlace implements StoragePlace {
    private final Path directory;
    private final Map<String, String> options;

    public FilePlace(Map<String, String> options) {
        this.options = options;
        try {
            directory = Files.createTempDirectory("file-store");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Storage open() {
        Storage storage = new FileStorageProvider()
                .open(new StorageSettings(
                        "test",
                        directory.resolve("jetstream"),
                        TimeUnit.MINUTES.toNanos(2),
                        options,
                        new RecordedLog()));
        assertEquals(List.of(), storage.problems());
        return storage;
    }

    @Override
    public OptionalLong occupiedBytes() {
        return OptionalLong.of(files().stream().mapToLong(FilePlace::size).sum());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Sight find(byte[] wanted) {
        String text = new String(wanted, StandardCharsets.ISO_8859_1);
        for (Path file : files()) {
            try {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return Sight.FOUND;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return Sight.ABSENT;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        walk(files, false);
        return files;
    }

    private void walk(List<Path> files, boolean delete) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    files.add(file);
                    if (delete) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (delete) {
                        Files.delete(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        walk(new ArrayList<>(), true);
    }
}
