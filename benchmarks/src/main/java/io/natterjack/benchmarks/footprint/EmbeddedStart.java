package io.natterjack.benchmarks.footprint;

import io.natterjack.app.NatsServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Starts servers inside this JVM, one after another, and prints what a start takes once the JVM is warm: from
/// `builder()` until a client has its first `PONG`.
///
/// Argument: the number of starts. Ends with 1 if the target is missed.
public final class EmbeddedStart {
    private static final double START_MILLIS_MAX = 50;
    private static final int STARTS_BEFORE = 5;

    private EmbeddedStart() {}

    /// Measures and prints.
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < STARTS_BEFORE; i++) {
            millis();
        }
        List<Double> millis = new ArrayList<>();
        for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
            millis.add(millis());
        }
        boolean met = new Target("embedded start when warm, ms", START_MILLIS_MAX).print(millis.stream());
        System.exit(met ? 0 : 1);
    }

    private static double millis() throws IOException {
        long startedNanos = System.nanoTime();
        try (NatsServer server = NatsServer.builder().start()) {
            Start.greet(server.port(), startedNanos);
            return (System.nanoTime() - startedNanos) / 1e6;
        }
    }
}
