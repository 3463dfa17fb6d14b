package io.natterjack.benchmarks.footprint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One start of a server.
///
/// @param millis  · from the start of the process until a client has its first `PONG`
/// @param idleMib · resident memory a while later, with that one client gone
record Start(double millis, double idleMib) {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final double KIB_PER_MIB = 1024;

    static Start measure(Path executable) throws IOException, InterruptedException {
        int port = freePort();
        long startedNanos = System.nanoTime();
        Process server = new ProcessBuilder(executable.toString(), "-a", "127.0.0.1", "-p", Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            greet(port, startedNanos);
            double millis = (System.nanoTime() - startedNanos) / 1e6;
            if (server.waitFor(IDLE)) {
                throw new IllegalStateException("the server ended with " + server.exitValue());
            }
            double idleMib = residentKib(server.pid()) / KIB_PER_MIB;
            server.destroy();
            server.waitFor();
            return new Start(millis, idleMib);
        } finally {
            server.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Connects as soon as that is possible, and waits for the answer to a first `PING`.
    static void greet(int port, long startedNanos) throws IOException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write("CONNECT {\"verbose\":false}\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); !"PONG".equals(line); line = lines.readLine()) {
                    if (line == null) {
                        throw new IllegalStateException("the server hung up on its first client");
                    }
                }
                return;
            } catch (ConnectException tooEarly) {
                if (System.nanoTime() - startedNanos > PATIENCE_NANOS) {
                    throw tooEarly;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static long residentKib(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("no VmRSS of process " + pid);
    }
}
