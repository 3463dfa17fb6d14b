package io.natterjack.benchmarks.files;

import static java.util.Objects.requireNonNull;

import io.natterjack.ports.storage.stream.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long a lone publisher waits for a message of 128 bytes to be safe on disk, beside what the disk needs for that
/// by itself.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
public class FileSyncBenchmark {
    private static final int RAW_BYTES = 160;
    private static final int RAW_FILE_BYTES = 1 << 24;

    private final byte[] subject = StreamInFiles.subject(1);
    private final ByteBuffer raw = ByteBuffer.allocateDirect(RAW_BYTES);
    private @Nullable StreamInFiles open;
    private @Nullable FileChannel channel;
    private long rawAt;

    @Setup(Level.Trial)
    public void open() throws IOException {
        StreamInFiles files = new StreamInFiles(Durability.DISK);
        open = files;
        FileChannel fresh =
                FileChannel.open(files.folder().resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        fresh.write(ByteBuffer.allocate(RAW_FILE_BYTES), 0);
        fresh.force(true);
        channel = fresh;
    }

    @Benchmark
    public long appendAndWait() {
        StreamInFiles files = requireNonNull(open);
        files.append(subject);
        files.commitAndWait();
        return files.told();
    }

    @Benchmark
    public void syncOfTheDisk() throws IOException {
        FileChannel file = requireNonNull(channel);
        raw.clear();
        rawAt = (rawAt + RAW_BYTES) % (RAW_FILE_BYTES - RAW_BYTES);
        file.write(raw, rawAt);
        file.force(false);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        requireNonNull(channel).close();
        requireNonNull(open).close();
    }
}
