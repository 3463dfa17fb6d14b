package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.AckSubject;
import io.natterjack.domain.consumer.ack.RedeliveryTimes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/// What a consumer does for each message that is delivered and acknowledged, with so many open beside it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
public class AckBenchmark {
    private static final byte[] ACK_SUBJECT =
            "$JS.ACK.ORDERS.worker.1.1048576.1048570.1766000000000000000.42".getBytes(US_ASCII);

    @Param({"100", "10000", "1000000"})
    private int open;

    private final AckSubject subject = new AckSubject();
    private final SplittableRandom random = new SplittableRandom(1);
    private AckLedger ledger = newLedger();
    private long[] sequences = {};
    private long last;
    private int oldest;

    private static AckLedger newLedger() {
        return new AckLedger(new RedeliveryTimes(TimeUnit.SECONDS.toNanos(30), List.of()));
    }

    @Setup(Level.Iteration)
    public void fill() {
        ledger = newLedger();
        sequences = new long[open];
        oldest = 0;
        last = 0;
        for (int i = 0; i < open; i++) {
            sequences[i] = ++last;
            ledger.delivered(last, last);
        }
    }

    /// The oldest one is acknowledged, as by one quick worker.
    @Benchmark
    public boolean deliverAndSettleInOrder() {
        boolean settled = ledger.settle(sequences[oldest]);
        deliver(oldest);
        oldest = (oldest + 1) % open;
        return settled;
    }

    /// Any is acknowledged, as by many slow ones.
    @Benchmark
    public boolean deliverAndSettleAnywhere() {
        int slot = random.nextInt(open);
        boolean settled = ledger.settle(sequences[slot]);
        deliver(slot);
        return settled;
    }

    private void deliver(int slot) {
        sequences[slot] = ++last;
        ledger.delivered(last, last);
    }

    @Benchmark
    public long readSubject() {
        return subject.read(ACK_SUBJECT, 0, ACK_SUBJECT.length) ? subject.deliveries() : 0;
    }
}
