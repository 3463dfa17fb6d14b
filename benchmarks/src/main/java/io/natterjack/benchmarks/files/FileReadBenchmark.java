package io.natterjack.benchmarks.files;

import static java.util.Objects.requireNonNull;

import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Reading a stream of messages of 128 bytes over 100,000 subjects: one after the other, here and there, and by
/// subject.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
public class FileReadBenchmark {
    private static final int SUBJECTS = 100_000;

    @Param("1000000")
    private int messages;

    private final StoredMessage message = new StoredMessage();
    private final SplittableRandom random = new SplittableRandom(1);
    private final SubjectFilter one = SubjectFilter.of("orders.77.*");
    private @Nullable StreamInFiles open;
    private long replayed;
    private long filtered;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        StreamInFiles files = new StreamInFiles(Durability.PAGE_CACHE);
        open = files;
        for (int i = 0; i < messages; i++) {
            files.append(StreamInFiles.subject(random.nextInt(SUBJECTS)));
            if (i % 100 == 0) {
                files.stream().log().commit();
            }
        }
        files.stream().log().commit();
    }

    private MessageReader reader() {
        return requireNonNull(open).stream().reader();
    }

    @Benchmark
    public boolean replay() {
        replayed = reader().next(SubjectFilter.ALL, replayed + 1, message) ? message.sequence() : 0;
        return replayed > 0;
    }

    @Benchmark
    public boolean oneOfTenThousand() {
        filtered = reader().next(one, filtered + 1, message) ? message.sequence() : 0;
        return filtered > 0;
    }

    @Benchmark
    public boolean readAnywhere() {
        return reader().read(1 + random.nextInt(messages), message);
    }

    @Benchmark
    public long lastOfSubject() {
        byte[] subject = StreamInFiles.subject(random.nextInt(SUBJECTS));
        return requireNonNull(open).stream().subjects().last(subject, 0, subject.length);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        requireNonNull(open).close();
    }
}
