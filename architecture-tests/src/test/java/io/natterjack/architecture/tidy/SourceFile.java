package io.natterjack.architecture.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// One Java source of the repository.
///
/// @param path · relative to the root of the repository
record SourceFile(Path path, String text) {
    /// Every Java source below a folder, without what builds leave behind, and without examples: they are projects of
    /// their own, and written as whoever copies them would.
    static List<SourceFile> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(root::relativize)
                    .filter(file -> !file.toString().contains("target/") && !file.startsWith("docs"))
                    .sorted()
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /// Whether the broker is made of this, as opposed to tests and benchmarks of it.
    boolean isMain() {
        return path.toString().contains("src/main/java") && !path.startsWith("benchmarks");
    }

    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    /// The folder of the package, relative to the root of the repository.
    Path folder() {
        return path.resolveSibling("");
    }

    private static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(file, Files.readString(root.resolve(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
