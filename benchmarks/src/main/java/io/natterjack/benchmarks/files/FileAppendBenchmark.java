package io.natterjack.benchmarks.files;

import static java.util.Objects.requireNonNull;

import io.natterjack.ports.storage.stream.Durability;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Appending messages of 128 bytes by one thread, committed a hundred at a time to the page cache. What is older than a
/// million messages is removed.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
public class FileAppendBenchmark {
    private static final int COMMITTED = 100;
    private static final int KEPT = 1_000_000;

    private final byte[] subject = StreamInFiles.subject(1);
    private @Nullable StreamInFiles open;

    @Setup(Level.Trial)
    public void open() throws IOException {
        open = new StreamInFiles(Durability.PAGE_CACHE);
    }

    @Benchmark
    @OperationsPerInvocation(COMMITTED)
    public long append() {
        StreamInFiles files = requireNonNull(open);
        for (int i = 0; i < COMMITTED; i++) {
            files.append(subject);
        }
        if (files.last() % KEPT == 0) {
            files.stream().log().removeThrough(files.last() - KEPT);
        }
        return files.stream().log().commit();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        requireNonNull(open).close();
    }
}
