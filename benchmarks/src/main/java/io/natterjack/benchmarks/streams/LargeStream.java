package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.client.Api;
import io.natterjack.benchmarks.client.StreamClient;
import io.natterjack.benchmarks.compare.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// What a stream with many messages over many subjects costs: time to fill it, memory, and time to come back after the
/// server was killed, with a client that goes on talking to itself meanwhile.
///
/// Arguments: the executable, the number of messages, the number of subjects, and a setting for `jetstream {}`.
/// The heap is bounded from outside, by `NATTERJACK_JAVA_OPTS`.
public final class LargeStream {
    private static final int BYTES = 16;
    private static final String NAME = "LARGE";

    private final Path executable;
    private final int messages;
    private final int subjects;

    private LargeStream(Path executable, int messages, int subjects) {
        this.executable = executable;
        this.messages = messages;
        this.subjects = subjects;
    }

    /// Measures and prints.
    public static void main(String[] arguments) throws Exception {
        Path store = Files.createTempDirectory(Path.of("."), "large");
        Path config = Files.writeString(
                store.resolve("server.conf"),
                "jetstream {\n  store_dir: \"" + store.toAbsolutePath() + "\"\n  " + arguments[3] + "\n}\n");
        try {
            new LargeStream(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                    .run(List.of("-c", config.toString()));
        } finally {
            delete(store);
        }
    }

    private void run(List<String> options) throws Exception {
        try (ServerProcess server = ServerProcess.start(executable, options)) {
            server.begin();
            double seconds = seconds(() -> fill(server));
            server.end();
            say(
                    "filled with %,d messages over %,d subjects in %.1f s, peak of %d MiB",
                    messages, subjects, seconds, mib(server));
            server.kill();
        }
        long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(executable, options)) {
            server.begin();
            FutureTask<Double> complete = new FutureTask<>(() -> seconds(() -> awaitMessages(server)));
            double listening = (System.nanoTime() - start) / 1e9;
            Thread.ofPlatform().start(complete);
            double longest = talk(server, complete);
            server.end();
            say("killed; listens again after %.1f s", listening);
            say("all messages are back after %.1f s, peak of %d MiB", listening + complete.get(), mib(server));
            say("meanwhile another client waited for its own messages for %.0f ms at most", longest * 1e3);
        }
    }

    private Void fill(ServerProcess server) throws IOException {
        try (StreamClient control = StreamClient.open(server.address())) {
            Api.createStream(control, NAME, "large.>", ",\"storage\":\"file\"");
        }
        Filling.fill(server.address(), messages, BYTES, number -> "large.s" + number % subjects);
        return null;
    }

    /// Asks until the stream answers that it has everything.
    private Void awaitMessages(ServerProcess server) throws IOException {
        String all = "\"messages\":" + messages;
        try (StreamClient client = StreamClient.open(server.address())) {
            String answer = "";
            while (!answer.contains(all)) {
                answer = client.request("$JS.API.STREAM.INFO." + NAME, "").replace(" ", "");
            }
        }
        return null;
    }

    /// Publishes to itself until something else is done.
    ///
    /// @return the longest wait, in seconds
    private static double talk(ServerProcess server, FutureTask<?> until) throws Exception {
        double longest = 0;
        try (StreamClient client = StreamClient.open(server.address())) {
            client.say("SUB echo 1\r\n");
            while (!until.isDone()) {
                longest = Math.max(longest, seconds(() -> {
                    client.publish("echo", "", "hello").flush();
                    client.read();
                    return null;
                }));
            }
        }
        return longest;
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static long mib(ServerProcess server) {
        return server.usage().peakRssKib() >> 10;
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "- " + format + "%n", arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
