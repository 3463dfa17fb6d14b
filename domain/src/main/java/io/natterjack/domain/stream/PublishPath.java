package io.natterjack.domain.stream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.message.ParkedReplies;
import io.natterjack.domain.stream.message.PubAck;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// What is asked of a message before it is stored, in the order in which it is asked.
final class PublishPath {
    private final StreamHost host;
    private final Stream stream;
    private final StreamContents contents;
    private final ParkedReplies parked;
    private final PubAck ack;
    private final StoredMessage window = new StoredMessage();
    private final Publication answer = new Publication();

    PublishPath(StreamHost host, String domain, Stream stream, StreamContents contents, ParkedReplies parked) {
        this.host = host;
        this.stream = stream;
        this.contents = contents;
        this.parked = parked;
        this.ack = new PubAck(stream.name(), domain);
    }

    void publish(Publication message) {
        ApiError refusal = refusal(message);
        if (refusal != null) {
            refuse(message, refusal);
            return;
        }
        try {
            store(message);
        } catch (StorageFullException _) {
            refuse(message, JetStreamError.INSUFFICIENT_RESOURCES.with());
        }
    }

    private @Nullable ApiError refusal(Publication message) {
        if (stream.config().access().sealed()) {
            return JetStreamError.STREAM_SEALED.with();
        }
        int max = stream.config().limits().messageBytesMax();
        if (max >= 0 && message.payloadLength() > max) {
            return JetStreamError.STREAM_MESSAGE_EXCEEDS_MAXIMUM.with();
        }
        return host.refusal(
                stream, contents.sizeOf(message.subjectLength(), message.headerLength(), message.payloadLength()));
    }

    private void store(Publication message) {
        long sequence = contents.state().lastSequence() + 1;
        window.at(sequence, contents.nextTimeNanos(host.nowNanos()), 0)
                .subject(message.subject(), message.subjectFrom(), message.subjectTo())
                .payload(message.payload(), message.payloadFrom(), message.headerLength(), message.payloadLength());
        contents.append(window, false);
        if (wantsAnswer(message)) {
            ack.stored(sequence);
            parked.park(message.reply(), message.replyFrom(), message.replyTo(), ack.bytes(), 0, ack.length());
        }
    }

    private void refuse(Publication message, ApiError error) {
        if (wantsAnswer(message)) {
            ack.refused(error);
            host.publish(answer.to(message.reply(), message.replyFrom(), message.replyTo())
                    .payload(ack.bytes(), 0, 0, ack.length()));
        }
    }

    private boolean wantsAnswer(Publication message) {
        return message.hasReply() && !stream.config().noAck();
    }
}
