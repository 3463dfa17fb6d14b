package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.transfer.archive.SnapshotException;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;

/// Writes what was read from a snapshot into a stream that is empty, as far as it may be stored.
///
/// Confined to the shard.
final class StreamFiller {
    private static final byte[] PLACEHOLDER = "placeholder".getBytes(UTF_8);

    private final StoredStream target;
    private final StreamConfig config;
    private final int payloadBytesMax;
    private final RestoreBudget budget;
    private final MessageHeaders headers = new MessageHeaders();

    /// @param payloadBytesMax · of a message, headers included
    StreamFiller(StoredStream target, StreamConfig config, int payloadBytesMax, RestoreBudget budget) {
        this.target = target;
        this.config = config;
        this.payloadBytesMax = payloadBytesMax;
        this.budget = budget;
    }

    /// So many bytes of messages will come.
    void announced(long bytes) {
        budget.announced(bytes);
    }

    /// Says whether a message may be as large as it says, before it has come.
    ///
    /// @param length · headers included
    /// @throws SnapshotException if not
    void requireSize(long sequence, long length) {
        if (length > payloadBytesMax) {
            throw new SnapshotException("message sequence " + sequence + " exceeds maximum payload size");
        }
        int max = config.limits().messageBytesMax();
        if (max >= 0 && length > max) {
            throw new SnapshotException("message sequence " + sequence + " exceeds maximum message size");
        }
    }

    /// @param message · its flags are set here
    void message(StoredMessage message) {
        if (!Subjects.valid(message.subject(), message.subjectFrom(), message.subjectTo())
                || !Subjects.literal(message.subject(), message.subjectFrom(), message.subjectTo())) {
            throw new SnapshotException("message sequence " + message.sequence() + " has no valid subject");
        }
        headers.read(message.payload(), message.payloadFrom(), message.headerLength());
        boolean acts = MessageTtl.parse(headers.text(MessageHeader.TTL)) > MessageTtl.UNSET
                || headers.given(MessageHeader.SCHEDULE);
        message.at(message.sequence(), message.timeNanos(), acts ? StoredMessage.MARKED : 0);
        budget.take(message);
        target.log().append(message, false);
    }

    /// @param length · 0 if there is no state
    void consumer(String name, byte[] definition, byte[] state, int from, int length) {
        target.consumers().define(name, definition);
        if (length > 0) {
            target.consumers().save(name, state, from, length);
        }
    }

    /// Messages that were deleted at the end leave no message behind that would say so.
    void endsWith(long last, long lastNanos) {
        if (last > 0 && !target.reader().read(last, new StoredMessage())) {
            StoredMessage placeholder = new StoredMessage()
                    .at(last, lastNanos, 0)
                    .subject(PLACEHOLDER, 0, PLACEHOLDER.length)
                    .payload(PLACEHOLDER, 0, 0, 0);
            target.log().append(placeholder, false);
            target.log().remove(last, false);
        }
    }

    void commit() {
        target.log().commit();
    }
}
