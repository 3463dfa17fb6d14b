package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.wire.MessageHead;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The head line of a delivered message: for the first subscriber, and for each one after it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC"})
public class EncoderBenchmark {
    private static final byte[] REPLY = {};

    private final MessageHead head = new MessageHead();
    private final MessageHead begun = new MessageHead();
    private final byte[] subject = "orders.eu.created".getBytes(US_ASCII);
    private final byte[] sid = "42".getBytes(US_ASCII);
    private int payloadBytes = 128;

    public EncoderBenchmark() {
        begun.begin(subject, 0, subject.length, REPLY, 0, 0, payloadBytes);
    }

    @Benchmark
    public int first() {
        head.begin(subject, 0, subject.length, REPLY, 0, 0, payloadBytes);
        return head.complete(sid);
    }

    @Benchmark
    public int next() {
        return begun.complete(sid);
    }
}
