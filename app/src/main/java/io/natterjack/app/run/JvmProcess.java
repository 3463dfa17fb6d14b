package io.natterjack.app.run;

import io.natterjack.ports.observe.ProcessFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// This process, as the operating system sees it. Memory is known on Linux only.
///
/// The use of the processor is an average since the last question, if that was at least a second ago. Nobody has to
/// sample it meanwhile, so a server that nobody asks does nothing.
public final class JvmProcess implements ProcessFacts {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long SAMPLE_NANOS_MIN = 1_000_000_000L;
    private static final double PERCENT = 100;

    private final LongSupplier nanoClock;
    private long sampledNanos;
    private long sampledCpuNanos;
    private double cpuPercent;

    /// @param nanoClock · elapsed time in nanoseconds
    public JvmProcess(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.sampledNanos = nanoClock.getAsLong();
        this.sampledCpuNanos = cpuNanos();
    }

    @Override
    public Usage usage() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Usage(residentBytes(), cpuPercent(), processors, processors);
    }

    private synchronized double cpuPercent() {
        long now = nanoClock.getAsLong();
        long elapsed = now - sampledNanos;
        if (elapsed >= SAMPLE_NANOS_MIN) {
            long cpu = cpuNanos();
            cpuPercent = PERCENT * (cpu - sampledCpuNanos) / elapsed;
            sampledNanos = now;
            sampledCpuNanos = cpu;
        }
        return cpuPercent;
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static long residentBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").strip())
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0; // another operating system
        }
    }

    @Override
    public String stacks() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getKey().threadId()))
                .forEach(entry -> append(text, entry));
        return text.toString();
    }

    private static void append(StringBuilder text, Map.Entry<Thread, StackTraceElement[]> entry) {
        Thread thread = entry.getKey();
        text.append('"').append(thread.getName()).append("\" #").append(thread.threadId());
        text.append(" [").append(thread.getState()).append("]\n");
        for (StackTraceElement frame : entry.getValue()) {
            text.append("\tat ").append(frame).append('\n');
        }
        text.append('\n');
    }
}
