package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.natterjack.domain.broker.TestBroker;
import io.natterjack.domain.broker.TestClient;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.JetStreamSettings;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server, and somebody who makes backups of its streams and brings them back, by the subjects of the API.
final class TransferStage {
    private static final Pattern DELIVER = Pattern.compile("\"deliver_subject\":\"([^\"]+)\"");
    private static final Pattern NOW = Pattern.compile("\"(ts|last_active)\":\"[^\"]*\"");

    private final TestBroker broker = TestBroker.withStreams();
    private final TestClient client = broker.client();

    void passes(long nanos) {
        broker.passes(nanos);
    }

    /// All messages that have come since the last time.
    List<Heard> hears() {
        broker.settles();
        return Heard.all(client.connection().takeBytes());
    }

    void says(String text) {
        client.says(text);
        broker.settles();
    }

    void publishes(String subject, String reply, byte[] body) {
        publishesWithoutSettling(subject, reply, body);
        broker.settles();
    }

    /// The same, and what follows from it is not done yet.
    void publishesWithoutSettling(String subject, String reply, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("PUB " + subject + " " + reply + " " + body.length + "\r\n").getBytes(UTF_8));
        bytes.writeBytes(body);
        bytes.writeBytes("\r\n".getBytes(UTF_8));
        client.says(bytes.toByteArray());
    }

    /// The one answer to a request; empty if there is none.
    String asks(String subject, byte[] body) {
        hears();
        says("SUB _R 9\r\n");
        publishes(subject, "_R", body);
        says("UNSUB 9\r\n");
        List<Heard> answers =
                hears().stream().filter(each -> each.subject().equals("_R")).toList();
        return answers.isEmpty() ? "" : answers.getLast().text();
    }

    /// @param subject · without the prefix of the API
    String asks(String subject, String body) {
        return asks("$JS.API." + subject, body.getBytes(UTF_8));
    }

    /// Stores a message with a header.
    void stores(String subject, String body) {
        String headers = "NATS/1.0\r\nX-Length: " + body.length() + "\r\n\r\n";
        says("HPUB " + subject + " " + headers.length() + " " + (headers.length() + body.length()) + "\r\n" + headers
                + body + "\r\n");
    }

    /// A stream for `s.>` named `S`.
    ///
    /// @param more · more fields of its configuration
    void makes(String more) {
        asks("STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]" + more + "}");
    }

    void consumes(String name, String more) {
        asks(
                "CONSUMER.CREATE.S." + name,
                "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"" + name + "\",\"ack_policy\":\"explicit\","
                        + "\"ack_wait\":3600000000000" + more + "}}");
    }

    /// Asks for a backup that comes to `_S`.
    ///
    /// @param more · more fields of the request
    void begins(String more) {
        hears();
        says("SUB _S 8\r\nSUB _R 9\r\n");
        publishes("$JS.API.STREAM.SNAPSHOT.S", "_R", ("{\"deliver_subject\":\"_S\"" + more + "}").getBytes(UTF_8));
    }

    /// Chunks that have come since the last time.
    List<Heard> chunks() {
        return hears().stream().filter(each -> each.subject().equals("_S")).toList();
    }

    /// A backup whose every chunk is answered.
    byte[] backUp(String more) {
        begins(more);
        return rest(List.of());
    }

    /// What is left of a backup.
    ///
    /// @param chunks · that have come and are not answered
    byte[] rest(List<Heard> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Heard> waiting = new ArrayList<>(chunks);
        boolean over = false;
        while (!over) {
            for (Heard chunk : waiting) {
                all.writeBytes(chunk.body());
                over |= chunk.body().length == 0;
                if (!chunk.reply().isEmpty()) {
                    publishes(chunk.reply(), "", new byte[0]);
                }
            }
            waiting = chunks();
            if (waiting.isEmpty() && !over) {
                throw new AssertionError("the backup has no end");
            }
        }
        says("UNSUB 8\r\nUNSUB 9\r\n");
        return all.toByteArray();
    }

    /// Begins a restore.
    ///
    /// @return where chunks are to be sent
    String offers(String name, String config) {
        String answer = asks("STREAM.RESTORE." + name, "{\"config\":" + config + "}");
        Matcher found = DELIVER.matcher(answer);
        if (!found.find()) {
            throw new AssertionError(answer);
        }
        return found.group(1);
    }

    /// Sends a backup and its end.
    ///
    /// @return the first answer that is not empty, or the last
    String sends(String to, byte[] backup, int chunkBytes) {
        for (int from = 0; from < backup.length; from += chunkBytes) {
            String answer = asks(to, Arrays.copyOfRange(backup, from, Math.min(backup.length, from + chunkBytes)));
            if (!answer.isEmpty()) {
                return answer;
            }
        }
        return asks(to, new byte[0]);
    }

    /// Brings back the stream `S`.
    String restores(byte[] backup) {
        return sends(offers("S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]}"), backup, 700);
    }

    /// Everything that can be asked about a stream: how it is, its messages, its consumers.
    ///
    /// @param last · sequence of the last message
    List<String> contents(String stream, int last, String... consumers) {
        List<String> contents = new ArrayList<>();
        String info = asks("STREAM.INFO." + stream, "{\"deleted_details\":true}");
        contents.add(info.substring(info.indexOf("\"created\"")));
        for (int sequence = 1; sequence <= last; sequence++) {
            contents.add(asks("STREAM.MSG.GET." + stream, "{\"seq\":" + sequence + "}"));
        }
        for (String consumer : consumers) {
            contents.add(asks("CONSUMER.INFO." + stream + "." + consumer, ""));
        }
        return contents.stream().map(each -> NOW.matcher(each).replaceAll("")).toList();
    }

    /// What all streams together may take.
    void allows(long fileBytesMax) {
        BrokerSettings settings = broker.broker().settings();
        JetStreamSettings before = requireNonNull(settings.jetStream());
        broker.broker()
                .reload(settings.withJetStream(new JetStreamSettings(
                        before.store(),
                        before.memoryBytesMax(),
                        fileBytesMax,
                        before.domain(),
                        before.strict(),
                        before.uniqueTag(),
                        before.limits(),
                        before.batches(),
                        before.queues())));
        broker.settles();
    }

    /// Bytes that count as used.
    long used() {
        AccountStreams account = requireNonNull(broker.broker().jetStream())
                .accounts()
                .iterator()
                .next();
        return account.usage().lastingBytes();
    }
}
