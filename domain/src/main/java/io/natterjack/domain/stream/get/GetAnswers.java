package io.natterjack.domain.stream.get;

import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.function.Consumer;

/// Composes what a client gets that has asked for messages. Confined; allocates nothing for a message.
final class GetAnswers {
    private static final byte[] NONE = {};

    private final String stream;
    private final Consumer<Publication> send;
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication window = new Publication();
    private byte[] reply = NONE;
    private int replyFrom;
    private int replyTo;

    GetAnswers(String stream, Consumer<Publication> send) {
        this.stream = stream;
        this.send = send;
    }

    /// Who gets the next answers. Bytes are borrowed.
    void to(byte[] bytes, int from, int end) {
        reply = bytes;
        replyFrom = from;
        replyTo = end;
    }

    /// Nothing but a status, such as `404 Message Not Found`.
    void status(String text) {
        byte[] line = DirectGet.statusLine(text);
        send(line, line.length, line.length);
    }

    /// The last word behind several messages.
    ///
    /// @param pending · how many more there are
    /// @param last    · sequence of the last one that was sent
    /// @param upTo    · sequence up to which was looked; 0 to say nothing of it
    void end(long pending, long last, long upTo) {
        String text = "204 EOB\r\nNats-Num-Pending: " + pending + "\r\nNats-Last-Sequence: " + last;
        status(upTo == 0 ? text : text + "\r\nNats-UpTo-Sequence: " + upTo);
    }

    /// A message on its own.
    void message(StoredMessage found, boolean noHeaders) {
        if (!noHeaders) {
            origin(found);
        }
        sendWithBody(found, noHeaders);
    }

    /// One of several.
    ///
    /// @param pending · how many there are behind it
    /// @param before  · sequence of the one before it; 0 for the first
    void message(StoredMessage found, boolean noHeaders, long pending, long before) {
        if (!noHeaders) {
            origin(found);
            writer.add("Nats-Num-Pending", pending).add("Nats-Last-Sequence", before);
        }
        sendWithBody(found, noHeaders);
    }

    private void origin(StoredMessage found) {
        writer.start(found.payload(), found.payloadFrom(), found.headerLength())
                .add("Nats-Stream", stream)
                .add("Nats-Subject", found.subject(), found.subjectFrom(), found.subjectTo())
                .add("Nats-Sequence", found.sequence())
                .addTime("Nats-Time-Stamp", found.timeNanos());
    }

    private void sendWithBody(StoredMessage found, boolean noHeaders) {
        int body = found.payloadFrom() + found.headerLength();
        int length = found.payloadLength() - found.headerLength();
        if (noHeaders) {
            window.to(reply, replyFrom, replyTo).payload(found.payload(), body, 0, length);
            send.accept(window);
            return;
        }
        writer.end().body(found.payload(), body, length);
        send(writer.bytes(), writer.headerLength(), writer.length());
    }

    private void send(byte[] payload, int headerLength, int length) {
        window.to(reply, replyFrom, replyTo).payload(payload, 0, headerLength, length);
        send.accept(window);
    }
}
