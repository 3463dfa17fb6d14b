import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client of streams says to a server that is being trained: it makes a stream, publishes into it, reads it by
/// consumers of both kinds and directly, asks whatever is in requests.txt, and leaves nothing behind.
final class Streaming implements AutoCloseable {
    private static final int MESSAGES = 5_000;
    private static final Path REQUESTS = Path.of("app/src/distribution/requests.txt");
    private static final Pattern REQUEST = Pattern.compile("(\\[(?<headers>.*?)] )?(?<subject>[^ ]+)( (?<body>.*))?");

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;
    private int requests;

    Streaming(int port) throws IOException {
        socket = Conversation.connect(port);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void talk() throws IOException {
        Conversation.send(out, Conversation.HELLO + "SUB answer.* 1\r\nSUB acks 2\r\nSUB pushed 3\r\n");
        await("PONG");
        ask("INFO", "");
        for (String storage : List.of("memory", "file")) {
            ask(
                    "STREAM.CREATE.orders",
                    "{\"name\":\"orders\",\"subjects\":[\"orders.>\"],\"allow_direct\":true,"
                            + "\"max_msgs_per_subject\":1000,\"storage\":\"" + storage + "\"}");
            publish();
            pull();
            push();
            ask("DIRECT.GET.orders.orders.new", "");
            ask("STREAM.INFO.orders", "");
            ask("STREAM.NAMES", "");
            ask("STREAM.LIST", "");
            ask("STREAM.PURGE.orders", "");
            ask("STREAM.DELETE.orders", "");
        }
        for (String line : Files.readAllLines(REQUESTS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                follow(line);
            }
        }
    }

    private void follow(String line) throws IOException {
        Matcher parts = REQUEST.matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a request: " + line);
        }
        String subject = parts.group("subject");
        String body = Objects.requireNonNullElse(parts.group("body"), "");
        String reply = "answer." + ++requests;
        if (parts.group("headers") == null) {
            Conversation.send(out, "PUB %s %s %d\r\n%s\r\n".formatted(subject, reply, body.length(), body));
        } else {
            String headers = "NATS/1.0\r\n" + parts.group("headers").replace("; ", "\r\n") + "\r\n\r\n";
            Conversation.send(
                    out,
                    "HPUB %s %s %d %d\r\n%s%s\r\n"
                            .formatted(
                                    subject, reply, headers.length(), headers.length() + body.length(), headers, body));
        }
        // What is asked for may be a message, which keeps its subject.
        await("MSG " + reply + " ", "HMSG " + reply + " ", "MSG work.now ");
    }

    private void publish() throws IOException {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            batch.append(
                    i % 2 == 0
                            ? "PUB orders.new acks 5\r\nhello\r\n"
                            : "HPUB orders.old acks 18 20\r\nNATS/1.0\r\nA: b\r\n\r\nhi\r\n");
        }
        Conversation.send(out, batch + "PUB orders.new answer.last 4\r\nlast\r\n");
        await("MSG answer.last ");
    }

    private void pull() throws IOException {
        ask("CONSUMER.CREATE.orders.pulling", consumer("pulling", ""));
        request("CONSUMER.MSG.NEXT.orders.pulling", "{\"batch\":10,\"expires\":1000000000}");
        for (int i = 0; i < 10; i++) {
            acknowledge(await("MSG orders.", "HMSG orders."));
        }
        ask("CONSUMER.INFO.orders.pulling", "");
        ask("CONSUMER.DELETE.orders.pulling", "");
    }

    private void push() throws IOException {
        // Messages may come before the answer does.
        request("CONSUMER.CREATE.orders.pushing", consumer("pushing", ",\"deliver_subject\":\"pushed\""));
        for (int i = 0; i < 10; i++) {
            acknowledge(await("MSG orders.", "HMSG orders."));
        }
        ask("CONSUMER.DELETE.orders.pushing", "");
    }

    private static String consumer(String name, String more) {
        return "{\"stream_name\":\"orders\",\"config\":{\"name\":\"" + name + "\",\"ack_policy\":\"explicit\"" + more
                + "}}";
    }

    /// @param delivery · the line before a message: its last word but the sizes is where to acknowledge
    private void acknowledge(String delivery) throws IOException {
        Conversation.send(out, "PUB " + delivery.split(" ")[3] + " 4\r\n+ACK\r\n");
    }

    private void ask(String method, String body) throws IOException {
        String reply = request(method, body);
        await("MSG " + reply + " ", "HMSG " + reply + " ");
    }

    /// @return where the answer is going to be
    private String request(String method, String body) throws IOException {
        String reply = "answer." + ++requests;
        Conversation.send(out, "PUB $JS.API." + method + " " + reply + " " + body.length() + "\r\n" + body + "\r\n");
        return reply;
    }

    private String await(String... beginnings) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (List.of(beginnings).stream().anyMatch(line::startsWith)) {
                return line;
            }
        }
        throw new IllegalStateException("the server hung up");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
