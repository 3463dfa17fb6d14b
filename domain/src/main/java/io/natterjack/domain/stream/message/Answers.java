package io.natterjack.domain.stream.message;

import io.natterjack.domain.jetstream.error.ApiError;
import java.util.function.Consumer;

/// Tells publishers what has become of their messages: at once if nothing was stored, else when it is safe.
/// Confined.
public final class Answers {
    private static final byte[] NOTHING = {};

    private final PubAck ack;
    private final ParkedReplies parked;
    private final Consumer<Publication> send;
    private final Publication window = new Publication();

    /// @param domain · empty for none
    /// @param send   · takes a borrowed window
    public Answers(String stream, String domain, ParkedReplies parked, Consumer<Publication> send) {
        this.ack = new PubAck(stream, domain);
        this.parked = parked;
        this.send = send;
    }

    public void stored(Publication message, long sequence) {
        park(message, ack.stored(sequence));
    }

    public void duplicate(Publication message, long sequence) {
        park(message, ack.duplicate(sequence));
    }

    /// @param value · the new one of the counter
    public void counted(Publication message, long sequence, String value) {
        park(message, ack.counter(sequence, value));
    }

    /// @param count · messages of the batch
    public void batch(Publication message, long sequence, String id, long count) {
        park(message, ack.batch(sequence, id, count));
    }

    /// The first message of a fast batch was a duplicate, which ends it.
    public void duplicateBatch(Publication message, long sequence, String id, long count) {
        park(message, ack.duplicateBatch(sequence, id, count));
    }

    public void refused(Publication message, ApiError error) {
        ack.refused(error);
        window.to(message.reply(), message.replyFrom(), message.replyTo());
        send.accept(window.payload(ack.bytes(), 0, 0, ack.length()));
    }

    /// As [#refused], behind what has been said before and waits.
    public void refusedLater(Publication message, ApiError error) {
        park(message, ack.refused(error));
    }

    /// A message of a batch has been taken; the batch is not complete.
    public void taken(Publication message) {
        window.to(message.reply(), message.replyFrom(), message.replyTo());
        send.accept(window.payload(NOTHING, 0, 0, 0));
    }

    /// Says something when all that was stored before is safe.
    public void later(byte[] reply, int from, int to, byte[] text) {
        parked.park(reply, from, to, text, 0, text.length);
    }

    private void park(Publication message, PubAck composed) {
        parked.park(message.reply(), message.replyFrom(), message.replyTo(), composed.bytes(), 0, composed.length());
    }
}
