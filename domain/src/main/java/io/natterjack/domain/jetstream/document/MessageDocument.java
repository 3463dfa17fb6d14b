package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.json.JsonOut;

/// A stored message. Its bytes are those that it was made with: nobody changes them.
public final class MessageDocument {
    private final String subject;
    private final long sequence;
    private final byte[] headers;
    private final byte[] body;
    private final long timeNanos;

    /// @param headers   · the whole block; empty for none
    /// @param timeNanos · when it was stored, since 1970
    public MessageDocument(String subject, long sequence, byte[] headers, byte[] body, long timeNanos) {
        this.subject = subject;
        this.sequence = sequence;
        this.headers = headers;
        this.body = body;
        this.timeNanos = timeNanos;
    }

    /// Writes its fields.
    public void write(JsonOut out) {
        out.field("subject", subject)
                .unsigned("seq", sequence)
                .optionalBytes("hdrs", headers)
                .optionalBytes("data", body)
                .field("time", EpochNanos.toInstant(timeNanos));
    }
}
