package io.natterjack.app.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Makes a server say all that it can say: every kind of answer, granted and refused, and every advisory.
final class Course {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection nats;

    /// @param storage · of the streams, `file` or `memory`
    Course(Connection nats, String storage) throws Exception {
        this.nats = nats;
        for (String line : CourseRequests.STREAMS.lines().toList()) {
            ask(line.replace("\"name\":", "\"storage\":\"" + storage + "\",\"name\":"));
        }
    }

    void run() throws Exception {
        publish();
        publishBatches();
        askAll(CourseRequests.CONSUMERS);
        acknowledge();
        giveUp();
        pin();
        askAll(CourseRequests.QUESTIONS);
        backUpAndRestore();
        askAll(CourseRequests.REFUSED);
        askAll(CourseRequests.DELETIONS);
    }

    private void askAll(String lines) throws Exception {
        for (String line : lines.lines().toList()) {
            ask(line);
        }
    }

    /// Sends a request, written as the end of its subject and its body, and waits for the answer.
    private Message ask(String line) throws Exception {
        int end = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        return exchange(
                "$JS.API." + line.substring(0, end),
                new Headers(),
                line.substring(end).strip());
    }

    private Message exchange(String subject, Headers headers, String body) throws Exception {
        NatsMessage request = NatsMessage.builder()
                .subject(subject)
                .headers(headers)
                .data(body)
                .build();
        return Objects.requireNonNull(nats.request(request, PATIENCE), () -> "no answer to " + subject + " " + body);
    }

    private void publish() throws Exception {
        for (int i = 0; i < 6; i++) {
            exchange("s.a", new Headers().put("Nats-Msg-Id", "m" + i / 2), "hello");
            exchange("s.b", new Headers().put("Nats-TTL", "1h"), "hello");
        }
        exchange("s.a", new Headers().put("Nats-Expected-Last-Sequence", "999"), "refused");
        exchange("s.a", new Headers().put("Nats-Expected-Stream", "OTHER"), "refused");
        exchange("c.a", new Headers().put("Nats-Incr", "+5"), "");
        exchange("c.a", new Headers(), "refused");
        exchange("l.a", new Headers(), "accepted");
        exchange("l.b", new Headers(), "refused");
    }

    private void publishBatches() throws Exception {
        nats.publish(batched("b1", 1).data("first").build());
        exchange("s.batch", batched("b1", 2).build().getHeaders().put("Nats-Batch-Commit", "1"), "last");
        nats.publish(batched("b2", 1).data("first").build());
        exchange("s.batch", batched("b2", 3).build().getHeaders().put("Nats-Batch-Commit", "1"), "a gap");
    }

    private static NatsMessage.Builder batched(String batch, int sequence) {
        Headers headers = new Headers().put("Nats-Batch-Id", batch);
        return NatsMessage.builder()
                .subject("s.batch")
                .headers(headers.put("Nats-Batch-Sequence", Integer.toString(sequence)));
    }

    /// Every way to answer a delivery.
    private void acknowledge() throws Exception {
        JetStreamSubscription messages = nats.jetStream().subscribe(null, PullSubscribeOptions.bind("S", "C"));
        List<Message> batch = messages.fetch(4, PATIENCE);
        batch.get(0).ackSync(PATIENCE);
        batch.get(1).nak();
        batch.get(2).term();
        nats.publish(batch.get(3).getReplyTo(), "+TERM no use".getBytes(UTF_8));
        messages.unsubscribe();
    }

    /// Nobody acknowledges what may be delivered once.
    private void giveUp() throws Exception {
        Subscription advisories = nats.subscribe("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>");
        pull("D", "{\"batch\":100,\"expires\":20000000000}");
        next(advisories);
        advisories.unsubscribe();
    }

    private void pin() throws Exception {
        pull("P", "{\"batch\":1,\"expires\":5000000000,\"group\":\"g\"}");
    }

    /// Waits for the first message.
    private void pull(String consumer, String request) throws InterruptedException {
        String inbox = nats.createInbox();
        Subscription messages = nats.subscribe(inbox);
        nats.publish("$JS.API.CONSUMER.MSG.NEXT.S." + consumer, inbox, request.getBytes(UTF_8));
        next(messages);
    }

    private void backUpAndRestore() throws Exception {
        String inbox = nats.createInbox();
        Subscription parts = nats.subscribe(inbox);
        String backup = text(ask("STREAM.SNAPSHOT.S {\"deliver_subject\":\"" + inbox + "\"}"));
        List<byte[]> snapshot = new ArrayList<>();
        for (Message part = next(parts); part.getData().length > 0; part = next(parts)) {
            snapshot.add(part.getData());
            if (part.getReplyTo() != null) {
                nats.publish(part.getReplyTo(), null);
            }
        }
        parts.unsubscribe();
        ask("STREAM.DELETE.S");
        String begun = text(ask("STREAM.RESTORE.S " + backup.replaceFirst("\"type\":\"[^\"]*\",", "")));
        assertFalse(begun.contains("\"error\""), begun);
        String subject = begun.replaceAll(".*\"deliver_subject\":\"([^\"]*)\".*", "$1");
        for (byte[] part : snapshot) {
            nats.request(subject, part, PATIENCE);
        }
        String restored = text(Objects.requireNonNull(nats.request(subject, null, PATIENCE), "not restored"));
        assertFalse(restored.contains("\"error\""), restored);
    }

    private static Message next(Subscription messages) throws InterruptedException {
        return Objects.requireNonNull(messages.nextMessage(PATIENCE), () -> "no message at " + messages.getSubject());
    }

    private static String text(Message message) {
        return new String(message.getData(), UTF_8);
    }
}
