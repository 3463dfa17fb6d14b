import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Builds the distribution: a folder that runs anywhere without a Java installed, and the same folder as an archive.
///
/// ```
/// natterjack-VERSION/bin/nats-server   the launcher
///                    lib/*.jar         the server
///                    lib/native        what of it is compiled for this machine
///                    lib/jvm.options   how the JVM runs it
///                    lib/*.aot         its classes, loaded, linked and profiled ahead of time
///                    runtime/          the part of the JDK that it needs
///                    plugins/          empty: jars with storages of the operator's own
/// ```
///
/// The cache of classes is made here, after the jars and in the same step, because the JVM recognises a jar by its size
/// alone: a cache that outlived its jars would run the classes of yesterday. Everything is built aside and moved into
/// place at the end, so that a server never starts from half a distribution.
///
/// Maven runs this as a source file when the profile `distribution` is asked for. Arguments: the version, the jar of
/// the app, the folder of its dependencies, and the folder for the results, where `current` leads to the latest one.
final class Distribution {
    private static final Path SOURCES = Path.of("app/src/distribution");

    private final String name;
    private final Path folder;

    private Distribution(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String name = "natterjack-" + arguments[0];
        Path results = Path.of(arguments[3]).toAbsolutePath();
        Path workshop = results.resolve("workshop-" + ProcessHandle.current().pid());
        try {
            Distribution distribution = new Distribution(name, workshop.resolve(name));
            distribution.build(Path.of(arguments[1]), Path.of(arguments[2]));
            distribution.moveTo(results);
        } finally {
            delete(workshop);
        }
    }

    private void build(Path appJar, Path dependencies) throws IOException, InterruptedException {
        List<Path> jars = collectJars(appJar, dependencies);
        NativeLibraries.extract(jars, folder.resolve("lib").resolve("native"));
        RuntimeImage.create(folder.resolve("runtime"));
        Files.createDirectories(folder.resolve("plugins"));
        Files.copy(Path.of("LICENSE"), folder.resolve("LICENSE"));
        Files.copy(SOURCES.resolve("jvm.options"), folder.resolve("lib").resolve("jvm.options"));

        Path cache = folder.resolve("lib").resolve("nats-server-" + Fingerprint.of(jars) + ".aot");
        Launcher launcher = new Launcher(
                Files.readString(SOURCES.resolve("nats-server")),
                appJar.getFileName().toString());
        Path executable = folder.resolve("bin").resolve("nats-server");
        launcher.write(executable, "-XX:AOTCacheOutput=$home/lib/" + cache.getFileName());
        Training.run(executable, folder.resolveSibling("training"));
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the JVM did not write " + cache);
        }
        launcher.write(executable, "-XX:AOTCache=$home/lib/" + cache.getFileName());
    }

    /// Dependencies are moved rather than copied, so that one that is no longer needed does not stay behind.
    private List<Path> collectJars(Path appJar, Path dependencies) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        List<Path> jars = new ArrayList<>();
        jars.add(Files.copy(appJar, lib.resolve(appJar.getFileName())));
        try (Stream<Path> found = Files.list(dependencies)) {
            for (Path jar : found.sorted().toList()) {
                jars.add(Files.move(jar, lib.resolve(jar.getFileName())));
            }
        }
        return jars;
    }

    private void moveTo(Path results) throws IOException, InterruptedException {
        Path archive = folder.resolveSibling(name + ".tar.gz");
        Processes.run(List.of(
                "tar",
                "-C",
                folder.getParent().toString(),
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "-I",
                "gzip -9",
                "-cf",
                archive.toString(),
                name));
        Path place = results.resolve(name);
        if (Files.exists(place)) {
            Files.move(place, folder.resolveSibling("previous"));
        }
        Files.move(folder, place);
        Path current = Files.createSymbolicLink(folder.resolveSibling("current"), Path.of(name));
        Files.move(current, results.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        Files.move(archive, results.resolve(archive.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> contents = Files.walk(folder)) {
            for (Path path : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
