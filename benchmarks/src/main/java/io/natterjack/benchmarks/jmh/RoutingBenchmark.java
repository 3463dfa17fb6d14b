package io.natterjack.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One message through the real sessions and the real router, from the publisher's bytes to the outputs of all
/// subscribers. A score is for one published message.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC"})
public class RoutingBenchmark {
    private static final int MESSAGES = 400;

    @Param({"1", "8", "100"})
    private int subscribers;

    @Param({"16", "128"})
    private int payloadBytes;

    private RoutedTraffic traffic = new RoutedTraffic(1, 1, 1);

    @Setup(Level.Trial)
    public void connect() {
        traffic = new RoutedTraffic(subscribers, MESSAGES, payloadBytes);
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void publishAndDeliver() {
        traffic.publish();
    }
}
