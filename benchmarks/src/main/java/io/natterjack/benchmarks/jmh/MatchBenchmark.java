package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.routing.MatchCache;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.routing.RoutingTable;
import io.natterjack.domain.routing.Subscription;
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

/// Who listens to a subject: answered from the lane's memory (a hit), or by a walk of the tree (a miss).
///
/// Filters are `fleet.<a>.truck.<b>.position`, some hundreds in each branch; as wildcards, the last token is `*`. One
/// of them matches the subject that is asked for.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx3g"})
public class MatchBenchmark {
    private static final int BRANCHES = 1000;

    @Param({"1", "1000", "1000000"})
    private int subscriptions;

    @Param({"literal", "wildcard"})
    private String filters = "";

    private final RoutingTable table = new RoutingTable();
    private final MatchCache cache = new MatchCache(table);
    private byte[] subject = {};

    @Setup(Level.Trial)
    public void subscribe() {
        for (int i = 0; i < subscriptions; i++) {
            String filter = subject(i);
            if (filters.equals("wildcard")) {
                filter = filter.substring(0, filter.lastIndexOf('.')) + ".*";
            }
            byte[] sid = Integer.toString(i).getBytes(US_ASCII);
            table.add(new Subscription((_, _) -> true, filter, null, sid, false));
        }
        subject = subject(subscriptions / 2).getBytes(US_ASCII);
    }

    @Benchmark
    public Matches hit() {
        return cache.match(subject, 0, subject.length);
    }

    @Benchmark
    public Matches miss() {
        return table.match(subject, 0, subject.length);
    }

    private static String subject(int number) {
        return "fleet." + number % BRANCHES + ".truck." + number / BRANCHES + ".position";
    }
}
