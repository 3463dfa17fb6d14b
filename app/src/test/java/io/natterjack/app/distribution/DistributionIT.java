package io.natterjack.app.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged `nats-server`, treated as operators, scripts and clients treat it.
///
/// The system property `natterjack.distribution` names the executable. The reference's own executable passes as well.
@SuppressWarnings("try") // closing a jnats connection may be interrupted, which a test passes on
final class DistributionIT {
    private static final Path EXECUTABLE = Path.of(System.getProperty("natterjack.distribution", "bin/nats-server"));
    private static final Pattern CLIENT_PORT = Pattern.compile("Listening for client connections on .*:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_NANOS = 5_000_000;

    @TempDir
    private Path folder;

    @Test
    void answersItsVersionOnStandardOutput() throws Exception {
        Command version = Command.run(EXECUTABLE, "-v");
        assertTrue(version.out().matches("nats-server: v\\d+\\.\\d+\\.\\d+\\R"), version::toString);
        assertEquals(0, version.status());
    }

    @Test
    void tellsAValidConfigurationFromAnInvalidOne() throws Exception {
        Path good = Files.writeString(folder.resolve("good.conf"), "port: -1\n");
        Command valid = Command.run(EXECUTABLE, "-t", "-c", good.toString());
        assertTrue(
                valid.err().startsWith("nats-server: configuration file " + good + " is valid (sha256:"),
                valid::toString);
        assertEquals(0, valid.status());

        Path bad = Files.writeString(folder.resolve("bad.conf"), "port: -1\nfoo: 3\n");
        Command invalid = Command.run(EXECUTABLE, "-t", "-c", bad.toString());
        assertEquals(
                "nats-server: " + bad + ":2:1: unknown field \"foo\"",
                invalid.err().strip());
        assertEquals(1, invalid.status());
    }

    @Test
    void refusesFlagsThatItDoesNotKnow() throws Exception {
        Command command = Command.run(EXECUTABLE, "--nosuch");
        assertTrue(command.err().startsWith("flag provided but not defined: -nosuch"), command::toString);
    }

    @Test
    void isTheProcessThatWasStarted() throws Exception {
        try (ServerProcess server = start(
                "--ports_file_dir",
                folder.toString(),
                "-P",
                folder.resolve("pid").toString())) {
            server.awaitLine("Server is ready");
            assertEquals(Long.toString(server.pid()), Files.readString(folder.resolve("pid")));
            awaitLine(
                    folder.resolve("nats-server_" + server.pid() + ".ports"),
                    "\"nats\":[\"nats://127.0.0.1:" + clientPort(server) + "\"");

            Path name = Path.of("/proc", Long.toString(server.pid()), "comm");
            Assumptions.assumeTrue(Files.exists(name), "processes have no name here");
            assertEquals("nats-server", Files.readString(name).strip());
        }
    }

    @Test
    void carriesMessagesBetweenClients() throws Exception {
        try (ServerProcess server = start();
                Connection publisher = connect(server);
                Connection subscriber = connect(server)) {
            Subscription orders = subscriber.subscribe("orders.*");
            Subscription workers = subscriber.subscribe("orders.>", "workers");
            subscriber.flush(PATIENCE);

            byte[] body = "three toads".getBytes(UTF_8);
            publisher.publish("orders.new", body);

            assertArrayEquals(body, next(orders).getData());
            assertEquals("orders.new", next(workers).getSubject());
        }
    }

    @Test
    void answersRequestsAndSaysWhenNobodyDoes() throws Exception {
        try (ServerProcess server = start();
                Connection service = connect(server);
                Connection client = connect(server)) {
            Dispatcher echo =
                    service.createDispatcher(message -> service.publish(message.getReplyTo(), message.getData()));
            echo.subscribe("echo");
            service.flush(PATIENCE);

            byte[] body = "croak".getBytes(UTF_8);
            assertArrayEquals(
                    body, client.request("echo", body).get(10, SECONDS).getData());

            CompletableFuture<Message> nobody = client.request("nobody", body);
            assertThrows(CancellationException.class, () -> nobody.get(10, SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void endsWithoutComplaintWhenAskedTo(String signal) throws Exception {
        try (ServerProcess server = start()) {
            server.awaitLine("Server is ready");
            server.signal(signal);
            assertEquals(0, server.awaitEnd());
            server.awaitLine("Server Exiting..");
        }
    }

    @Test
    void endsWhenAnotherProcessOfItsKindAsksIt() throws Exception {
        try (ServerProcess server = start()) {
            server.awaitLine("Server is ready");
            assertEquals(
                    0,
                    Command.run(EXECUTABLE, "--signal", "quit=" + server.pid()).status());
            assertEquals(0, server.awaitEnd());
        }
    }

    @Test
    void reloadsReopensItsLogAndLeavesOnSignals() throws Exception {
        Path log = folder.resolve("server.log");
        Path settings = Files.writeString(folder.resolve("server.conf"), "port: -1\ndebug: false\n");
        try (ServerProcess server = start("-c", settings.toString(), "-l", log.toString())) {
            awaitLine(log, "Server is ready");
            Files.writeString(settings, "port: -1\ndebug: true\n");
            server.signal("HUP");
            awaitLine(log, "Reloaded: debug = true");
            awaitLine(log, "Reloaded server configuration");

            Path rotated = Files.move(log, folder.resolve("server.log.1"));
            server.signal("USR1");
            awaitLine(log, "File log re-opened");
            assertTrue(Files.readString(rotated).contains("user defined signal 1"));

            server.signal("USR2");
            assertEquals(0, server.awaitEnd());
            assertTrue(Files.readString(log).contains("Entering lame duck mode"));
        }
    }

    private static ServerProcess start(String... arguments) throws Exception {
        Stream<String> onAnyPort = Stream.of("-a", "127.0.0.1", "-p", "-1");
        return ServerProcess.start(
                EXECUTABLE, Stream.concat(onAnyPort, Stream.of(arguments)).toArray(String[]::new));
    }

    private static int clientPort(ServerProcess server) throws InterruptedException {
        Matcher port = CLIENT_PORT.matcher(server.awaitLine("Listening for client connections"));
        assertTrue(port.find());
        return Integer.parseInt(port.group(1));
    }

    private static Connection connect(ServerProcess server) throws Exception {
        int port = clientPort(server);
        server.awaitLine("Server is ready");
        return Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + port)
                .connectionTimeout(PATIENCE)
                .noReconnect()
                .build());
    }

    private static Message next(Subscription subscription) throws InterruptedException {
        Message message = subscription.nextMessage(PATIENCE);
        if (message == null) {
            throw new AssertionError("no message on " + subscription.getSubject());
        }
        return message;
    }

    private static void awaitLine(Path log, String part) throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(log) || !Files.readString(log).contains(part)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError(
                        "no line with '" + part + "' in\n" + (Files.exists(log) ? Files.readString(log) : ""));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
