package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.kv.KeyValueEntry.Operation;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.Arrays;

/// Reads entries out of messages. Confined.
final class EntryReader {
    private static final byte[] DELETE = {'D', 'E', 'L'};
    private static final byte[] PURGE = {'P', 'U', 'R', 'G', 'E'};
    /// The reason of a marker that was left where a message was removed.
    private static final byte[] REMOVED = {'R', 'e', 'm', 'o', 'v', 'e'};

    private static final byte[] NOTHING = {};

    private final String bucket;
    private final int prefixLength;
    private final MessageHeaders headers = new MessageHeaders();

    /// @param subjectPrefix · of the subjects of its keys
    EntryReader(String bucket, String subjectPrefix) {
        this.bucket = bucket;
        this.prefixLength = subjectPrefix.length();
    }

    /// @param withValue · false to leave it out
    KeyValueEntry read(StoredMessage message, boolean withValue) {
        int bodyFrom = message.payloadFrom() + message.headerLength();
        int end = message.payloadFrom() + message.payloadLength();
        return new KeyValueEntry(
                bucket,
                new String(
                        message.subject(),
                        message.subjectFrom() + prefixLength,
                        message.subjectLength() - prefixLength,
                        UTF_8),
                withValue ? Arrays.copyOfRange(message.payload(), bodyFrom, end) : NOTHING,
                message.sequence(),
                EpochNanos.toInstant(message.timeNanos()),
                operation(message));
    }

    Operation operation(StoredMessage message) {
        if (message.headerLength() == 0) {
            return Operation.PUT;
        }
        headers.read(message.payload(), message.payloadFrom(), message.headerLength());
        if (headers.given(MessageHeader.KV_OPERATION)) {
            return headers.is(MessageHeader.KV_OPERATION, DELETE)
                    ? Operation.DELETE
                    : headers.is(MessageHeader.KV_OPERATION, PURGE) ? Operation.PURGE : Operation.PUT;
        }
        if (headers.given(MessageHeader.MARKER_REASON)) {
            return headers.is(MessageHeader.MARKER_REASON, REMOVED) ? Operation.DELETE : Operation.PURGE;
        }
        return Operation.PUT;
    }
}
