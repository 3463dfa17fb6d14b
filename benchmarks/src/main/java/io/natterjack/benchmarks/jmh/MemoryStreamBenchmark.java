package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/// One message into, and out of, a stream in memory that keeps the last of them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx2g"})
public class MemoryStreamBenchmark {
    private static final int KEPT = 1_000_000;
    private static final StreamKey KEY = new StreamKey("$G", "ORDERS");
    private static final StorageListener NOBODY = new StorageListener() {
        @Override
        public void durable(long ticket) {
            // Nobody waits.
        }

        @Override
        public void frozen(String why) {
            throw new IllegalStateException(why);
        }
    };

    @Param({"1", "1000", "1000000"})
    private int subjects;

    @Param({"128"})
    private int payloadBytes;

    private StoredStream stream = new MemoryStorage().create(KEY, StreamOptions.DEFAULT, new byte[0], NOBODY);
    private byte[][] names = new byte[0][];
    private byte[] payload = new byte[0];
    private SubjectFilter literal = SubjectFilter.ALL;
    private SubjectFilter wildcard = SubjectFilter.ALL;
    private final StoredMessage window = new StoredMessage();
    private long sequence;
    private long position;

    @Setup(Level.Trial)
    public void fill() {
        names = IntStream.range(0, subjects)
                .mapToObj(i -> ("orders.eu." + i + ".new").getBytes(UTF_8))
                .toArray(byte[][]::new);
        payload = new byte[payloadBytes];
        literal = SubjectFilter.of("orders.eu.0.new");
        wildcard = SubjectFilter.of("orders.*.0.*");
        stream = new MemoryStorage().create(KEY, StreamOptions.DEFAULT, new byte[0], NOBODY);
        while (sequence < KEPT) {
            append();
        }
    }

    /// One in, and the oldest out.
    @Benchmark
    public void append() {
        sequence++;
        byte[] name = names[(int) (sequence % subjects)];
        window.at(sequence, sequence, 0).subject(name, 0, name.length).payload(payload, 0, 0, payloadBytes);
        stream.log().append(window, false);
        stream.log().removeThrough(sequence - KEPT);
    }

    @Benchmark
    public long readNext() {
        return next(SubjectFilter.ALL);
    }

    @Benchmark
    public long readNextOfOneSubject() {
        return next(literal);
    }

    @Benchmark
    public long readNextThatMatches() {
        return next(wildcard);
    }

    private long next(SubjectFilter filter) {
        if (!stream.reader().next(filter, position + 1, window)) {
            position = 0;
            return 0;
        }
        position = window.sequence();
        return position;
    }
}
