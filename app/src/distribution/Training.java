import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A short day in the life of a server, from which the JVM learns what the next start will need.
final class Training {
    private static final Pattern CLIENTS = Pattern.compile("Listening for client connections on .*:(\\d+)");
    private static final Pattern MONITOR = Pattern.compile("Starting http monitor on .*:(\\d+)");
    private static final int MESSAGES = 20_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    private Training() {}

    static void run(Path executable) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(executable.toString(), "-a", "127.0.0.1", "-p", "-1", "-m", "-1")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader log = server.errorReader(StandardCharsets.UTF_8)) {
            int clients = 0;
            int monitor = 0;
            StringBuilder seen = new StringBuilder();
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                seen.append(line).append(System.lineSeparator());
                clients = Math.max(clients, port(CLIENTS, line));
                monitor = Math.max(monitor, port(MONITOR, line));
                if (line.contains("Server is ready")) {
                    break;
                }
            }
            if (clients == 0) {
                throw new IllegalStateException("the server did not start:" + System.lineSeparator() + seen);
            }
            converse(clients);
            converse(clients);
            if (monitor != 0) {
                for (String page : new String[] {"/varz", "/connz", "/subsz", "/healthz", "/metrics"}) {
                    get(monitor, page);
                }
            }
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

    private static int port(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /// Subscribes in every way, publishes to itself and waits until the last message has come back.
    private static void converse(int port) throws IOException {
        try (Socket socket = connect(port)) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String greeting = in.readLine();
            if (greeting == null || !greeting.startsWith("INFO ")) {
                throw new IllegalStateException("no greeting: " + greeting);
            }
            send(out, "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":1}\r\n");
            send(out, "PING\r\nSUB greet.* 1\r\nSUB greet.> workers 2\r\nSUB last 3\r\n");
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < MESSAGES; i++) {
                batch.append(
                        i % 2 == 0
                                ? "PUB greet.a 5\r\nhello\r\n"
                                : "HPUB greet.b back 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n");
            }
            send(out, batch.toString());
            send(out, "PUB nobody.listens reply 0\r\n\r\nUNSUB 1\r\nPUB last 3\r\nend\r\n");
            for (String line = in.readLine(); !"end".equals(line); line = in.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the server hung up");
                }
            }
        }
    }

    private static void get(int port, String page) throws IOException {
        try (Socket socket = connect(port)) {
            send(socket.getOutputStream(), "GET " + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
