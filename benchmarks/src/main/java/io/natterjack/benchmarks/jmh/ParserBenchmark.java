package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.wire.inbound.ClientParser;
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

/// From bytes to messages: one read full of publishes. A score is for one message.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC"})
public class ParserBenchmark {
    private static final int MESSAGES = 400;

    @Param({
        "PUB bench.data 16",
        "PUB bench.data 128",
        "PUB orders.eu.created _INBOX.x7ab.31 128",
        "HPUB bench.data 22 150"
    })
    private String line = "";

    private final LastPublish last = new LastPublish();
    private final ClientParser parser = new ClientParser(last, 4096);
    private byte[] read = {};

    @Setup(Level.Trial)
    public void fill() {
        int payload = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
        read = (line + "\r\n" + "x".repeat(payload) + "\r\n").repeat(MESSAGES).getBytes(US_ASCII);
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long parse() {
        if (parser.parse(read, 0, read.length) != read.length) {
            throw new IllegalStateException("not understood: " + line);
        }
        return last.payloadBytes();
    }
}
