package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Subscriber;
import org.jspecify.annotations.Nullable;

/// A window on one message that has come to a shard. Confined to the shard; what it shows is borrowed for the length of
/// one call.
public final class Inbound {
    private byte[] bytes = {};
    private int subjectFrom;
    private int replyFrom;
    private int payloadFrom;
    private int headerLength;
    private int end;
    private boolean refused;
    private @Nullable Subscriber publisher;

    /// Subject, reply and payload follow each other in one array.
    Inbound show(byte[] source, int from, int subjectLength, int replyLength, int headerBytes, int payloadLength) {
        bytes = source;
        subjectFrom = from;
        replyFrom = from + subjectLength;
        payloadFrom = replyFrom + replyLength;
        headerLength = headerBytes;
        end = payloadFrom + payloadLength;
        return this;
    }

    Inbound from(@Nullable Subscriber by, boolean withoutPayload) {
        publisher = by;
        refused = withoutPayload;
        return this;
    }

    /// The array in which all parts are.
    public byte[] bytes() {
        return bytes;
    }

    public int subjectFrom() {
        return subjectFrom;
    }

    public int subjectTo() {
        return replyFrom;
    }

    public boolean hasReply() {
        return payloadFrom > replyFrom;
    }

    public int replyFrom() {
        return replyFrom;
    }

    public int replyTo() {
        return payloadFrom;
    }

    /// Headers, then body.
    public int payloadFrom() {
        return payloadFrom;
    }

    public int headerLength() {
        return headerLength;
    }

    /// Headers included.
    public int payloadLength() {
        return end - payloadFrom;
    }

    /// Where the body begins, behind the headers.
    public int bodyFrom() {
        return payloadFrom + headerLength;
    }

    public int bodyTo() {
        return end;
    }

    /// The inbox had no room: the payload is missing, and the publisher has to be told to come again.
    public boolean refused() {
        return refused;
    }

    /// Who has published it; null for the server itself.
    public @Nullable Subscriber publisher() {
        return publisher;
    }
}
