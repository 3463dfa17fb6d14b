package io.natterjack.benchmarks.compare;

import io.natterjack.benchmarks.load.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running server, and what the kernel says it has used between [#begin] and [#end].
public final class ServerProcess implements Workload.Meter, AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening for client connections on .*:(\\d+)$");
    /// The first start of our launcher may build the distribution.
    private static final long START_MINUTES = 10;
    private static final long STOP_SECONDS = 10;
    /// Of a field in `/proc/PID/stat`; the same on every Linux that Java runs on.
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final InetSocketAddress address;
    private long ticksBefore;
    private Usage usage = new Usage(0, 0);

    private ServerProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /// @param cpuSeconds · of all threads, in user and in system mode
    public record Usage(double cpuSeconds, long peakRssKib) {}

    static ServerProcess start(Path executable) throws IOException, InterruptedException {
        return start(executable, List.of());
    }

    /// @param more · arguments beside those that make it listen on a free port of the loopback device
    public static ServerProcess start(Path executable, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "-a", "127.0.0.1", "-p", "-1"));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readLog(process, port));
        try {
            int number = port.get(START_MINUTES, TimeUnit.MINUTES);
            return new ServerProcess(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            throw new IOException(executable + " did not start", e);
        }
    }

    /// Keeps reading after the port is known, so that the server never waits for room in the pipe.
    private static void readLog(Process process, CompletableFuture<Integer> port) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.valueOf(listening.group(1)));
                }
                if (!port.isDone()) {
                    log.append(line).append('\n');
                }
            }
            port.completeExceptionally(new IOException("ended, saying:\n" + log));
        } catch (IOException e) {
            port.completeExceptionally(new UncheckedIOException(e));
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public Usage usage() {
        return usage;
    }

    @Override
    public void begin() throws IOException {
        ticksBefore = ticks();
        // 5 makes the kernel forget the peak so far.
        Files.writeString(proc("clear_refs"), "5");
    }

    @Override
    public void end() throws IOException {
        double cpuSeconds = (ticks() - ticksBefore) / TICKS_PER_SECOND;
        long peakRssKib;
        try (var lines = Files.lines(proc("status"))) {
            peakRssKib = lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
        usage = new Usage(cpuSeconds, peakRssKib);
    }

    private long ticks() throws IOException {
        String stat = Files.readString(proc("stat"));
        // The command's name is in parentheses and may hold blanks; utime and stime are the 12th and 13th field after.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /// Ends it at once, as a crash does.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
