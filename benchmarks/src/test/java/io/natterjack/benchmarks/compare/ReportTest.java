package io.natterjack.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.benchmarks.load.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void medianOfTheRoundsDecides() {
        Report report = report(
                List.of(sample(1_000_000, 1.0), sample(1_100_000, 1.0), sample(900_000, 1.0)),
                List.of(sample(850_000, 1.0), sample(10_000, 1.0), sample(5_000_000, 1.0)));

        assertTrue(report.withinBounds());
        assertTrue(print(report).contains("| 1:1 | 1,000,000 | 850,000 | **0.85** |"), print(report));
    }

    @Test
    void tooLowARateIsNamed() {
        Report report = report(List.of(sample(1_000_000, 1.0)), List.of(sample(790_000, 0.5)));

        assertFalse(report.withinBounds());
        assertTrue(print(report).contains("- 1:1: 0.79 of the rate"), print(report));
    }

    @Test
    void tooMuchProcessorTimeIsNamed() {
        Report report = report(List.of(sample(1_000_000, 1.0)), List.of(sample(1_000_000, 1.6)));

        assertFalse(report.withinBounds());
        assertTrue(print(report).contains("- 1:1: 1.60 times the CPU"), print(report));
    }

    @Test
    void aServerThatLosesMessagesIsNotWithinBoundsHoweverFastItIs() {
        Report report = report(
                List.of(sample(1_000_000, 1.0)),
                List.of(new Sample(measurement(9_000_000), new ServerProcess.Usage(1, 1), "7 messages not delivered")));

        assertFalse(report.withinBounds());
    }

    @Test
    void aRowThatFailedIsNotWithinBounds() {
        assertFalse(report(List.of(sample(1_000_000, 1.0)), List.of(Sample.failed("refused")))
                .withinBounds());
    }

    @Test
    void processorTimeIsCountedForAMillionMessages() {
        assertEquals(0.25, sample(4_000_000, 1.0).cpuPerMillion());
    }

    private static Report report(List<Sample> reference, List<Sample> ours) {
        Row row = new Row("1:1", (_, _, _) -> measurement(1));
        return new Report(List.of(new Compare.Results(row, reference, ours)));
    }

    private static Sample sample(long messages, double cpuSeconds) {
        return new Sample(measurement(messages), new ServerProcess.Usage(cpuSeconds, 1024), "");
    }

    private static Measurement measurement(long messages) {
        return new Measurement(messages, SECOND, 0, Measurement.Latency.NONE);
    }

    private static String print(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
