package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.source.Feed;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// A consumer that pushes what a test tells it to.
final class TestFeed implements Feed, Feed.Opener {
    private Answer answer = new Answer.Absent();
    private @Nullable Receiver receiver;
    private boolean open;
    private int openings;
    private long number;
    private String arrived = "";

    @Override
    public Feed feed(StreamSource source, Receiver to) {
        receiver = to;
        return this;
    }

    /// Answers like this from now on.
    TestFeed answers(Answer changed) {
        answer = changed;
        return this;
    }

    @Override
    public Answer open() {
        openings++;
        number = 0;
        open = answer instanceof Answer.Opened;
        return answer;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void arrived(long deliveries, long sequence) {
        arrived = deliveries + "/" + sequence;
    }

    /// What was acknowledged without a question; empty for nothing.
    String arrived() {
        return arrived;
    }

    boolean isOpen() {
        return open;
    }

    int openings() {
        return openings;
    }

    Receiver receiver() {
        return requireNonNull(receiver);
    }

    /// Pushes a message as long as anybody listens.
    void pushes(long sequence, long timeNanos, long pending) {
        if (open) {
            byte[] subject = ("o." + sequence).getBytes(UTF_8);
            byte[] body = "body".getBytes(UTF_8);
            StoredMessage message = new StoredMessage()
                    .at(sequence, timeNanos, 0)
                    .subject(subject, 0, subject.length)
                    .payload(body, 0, 0, body.length);
            receiver().message(message, ++number, pending);
        }
    }

    /// Loses a message on the way.
    void loses() {
        number++;
    }

    long number() {
        return number;
    }
}
