package io.natterjack.benchmarks.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PostgreSQL's own load generator, where the machine has it.
final class Pgbench {
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private final Path executable;
    private final int port;

    private Pgbench(Path executable, int port) {
        this.executable = executable;
        this.port = port;
    }

    /// Looks on the path, and where Debian has it.
    ///
    /// @param port · of the database
    static Optional<Pgbench> find(int port) throws IOException {
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
        Path debian = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
            return Stream.concat(path, versions.map(version -> version.resolve("bin")))
                    .map(folder -> folder.resolve("pgbench"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(found -> new Pgbench(found, port));
        }
    }

    /// Transactions per second of clients that insert a row each, again and again, into the table `plain`.
    double inserts(int clients, int payloadBytes, long nanos) {
        try {
            Path script = Files.createTempFile("insert", ".sql");
            Files.writeString(
                    script,
                    "INSERT INTO plain VALUES (nextval('plain_seq'), 1, 0::smallint, 'orders.new', NULL, '\\x"
                            + "00".repeat(payloadBytes) + "');\n");
            Process process = new ProcessBuilder(
                            executable.toString(),
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--client=" + clients,
                            "--jobs=2",
                            "--time=" + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos)),
                            "--file=" + script,
                            "--host=localhost",
                            "--port=" + port,
                            "--username=postgres",
                            "postgres")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            Files.delete(script);
            Matcher tps = TPS.matcher(said);
            if (process.waitFor() != 0 || !tps.find()) {
                throw new IllegalStateException(said);
            }
            return Double.parseDouble(tps.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
