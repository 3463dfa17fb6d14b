import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A short day in the life of a server, from which the JVM learns what the next start will need: it reads a
/// configuration, and serves clients that come as they are, encrypted and through WebSocket, its pages and its streams.
final class Training {
    private static final Pattern LISTENING =
            Pattern.compile("(client connections|websocket clients|http monitor) on .*:(\\d+)");
    private static final int TIMEOUT_MILLIS = 30_000;

    private Training() {}

    /// @param folder · for files that are not needed afterwards
    static void run(Path executable, Path folder) throws IOException, InterruptedException {
        Path configuration = configuration(folder);
        Process server = new ProcessBuilder(
                        executable.toString(), "-a", "127.0.0.1", "-p", "-1", "-c", configuration.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader log = server.errorReader(StandardCharsets.UTF_8)) {
            train(ports(log));
            // Process.destroy would close the log, and the JVM has things to say while it writes the cache.
            server.toHandle().destroy();
            log.transferTo(Writer.nullWriter());
            if (!server.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the server did not end");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static Path configuration(Path folder) throws IOException, InterruptedException {
        Credentials credentials = Credentials.make(Files.createDirectories(folder));
        return Files.writeString(folder.resolve("nats.conf"), """
                http: "127.0.0.1:-1"
                max_payload: 1MB, ping_interval: "2m"
                tls { cert_file: "%s", key_file: "%s", timeout: 30 }
                allow_non_tls: true
                websocket { listen: "127.0.0.1:-1", no_tls: true }
                jetstream { store_dir: "%s", max_mem: 64MB, max_file: 256MB }
                """.formatted(
                        credentials.certificate(), credentials.key(), folder.resolve("streams")));
    }

    /// Waits until the server is ready.
    ///
    /// @return what it listens for, and where
    private static Map<String, Integer> ports(BufferedReader log) throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            seen.append(line).append(System.lineSeparator());
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                ports.put(found.group(1), Integer.valueOf(found.group(2)));
            }
            if (line.contains("Server is ready")) {
                break;
            }
        }
        if (ports.size() < 3) {
            throw new IllegalStateException("the server did not start:" + System.lineSeparator() + seen);
        }
        return ports;
    }

    private static void train(Map<String, Integer> ports) throws IOException {
        int clients = ports.get("client connections");
        Conversation.plain(clients);
        Conversation.plain(clients);
        try {
            Conversation.encrypted(clients);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
        Conversation.framed(ports.get("websocket clients"));
        try (Streaming streaming = new Streaming(clients)) {
            streaming.talk();
        }
        for (String page : List.of("/varz", "/connz", "/subsz", "/jsz", "/healthz", "/metrics")) {
            Conversation.page(ports.get("http monitor"), page);
        }
    }
}
