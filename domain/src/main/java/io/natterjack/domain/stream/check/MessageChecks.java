package io.natterjack.domain.stream.check;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.expiry.MessageTtl;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Everything that a stream asks of one message, except for what others have taken already. Confined.
public final class MessageChecks {
    private static final int HEADER_BYTES_MAX = 65_535;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final HeaderChecks headers;
    private final CounterChecks counters;
    private final IntSupplier payloadBytesMax;
    private final HeaderWriter writer = new HeaderWriter();

    /// @param payloadBytesMax · of what clients may publish: a counter must not grow beyond it
    public MessageChecks(StoredView stored, IntSupplier payloadBytesMax) {
        this.payloadBytesMax = payloadBytesMax;
        this.headers = new HeaderChecks(stored);
        this.counters = new CounterChecks(stored);
    }

    /// What it asks for. Comes before the look for duplicates.
    ///
    /// @param lastSequence · of the stream, and what stands before this message in its unit
    /// @param unit         · what stands before it in an atomic batch; null for a message on its own
    /// @param nowNanos     · since 1970
    /// @return null if there is nothing against it
    public @Nullable ApiError asked(
            Draft draft, StreamConfig config, long lastSequence, @Nullable StagedUnit unit, long nowNanos) {
        if (config.access().sealed()) {
            return JetStreamError.STREAM_SEALED.with();
        }
        ApiError error = tooLarge(draft, config);
        if (error == null) {
            error = CounterChecks.refusal(draft, config);
        }
        return error == null ? headers.refusal(draft, config, lastSequence, unit, nowNanos) : error;
    }

    /// What it changes. Comes behind the look for duplicates.
    ///
    /// @param lastId · id of the last message that was stored; empty if it had none
    /// @return null if there is nothing against it
    public @Nullable ApiError changes(Draft draft, StreamConfig config, @Nullable StagedUnit unit, byte[] lastId) {
        ApiError error = HeaderChecks.expectedLastId(draft.headers(), lastId);
        if (error == null) {
            error = HeaderChecks.rollup(draft, config, unit);
        }
        if (error == null && config.features().counters()) {
            error = counters.apply(draft, unit);
            if (error == null && draft.payloadLength() > payloadBytesMax.getAsInt()) {
                error = JetStreamError.STREAM_MESSAGE_EXCEEDS_MAXIMUM.with();
            }
        }
        if (error == null) {
            liveAsLongAsMarkers(draft, config);
            error = tooLarge(draft, config);
        }
        return error;
    }

    /// Whether a message may not be stored because of its size.
    public static @Nullable ApiError tooLarge(Draft draft, StreamConfig config) {
        int most = config.limits().messageBytesMax();
        if (most >= 0 && draft.payloadLength() > most) {
            return JetStreamError.STREAM_MESSAGE_EXCEEDS_MAXIMUM.with();
        }
        return draft.headerLength() > HEADER_BYTES_MAX ? JetStreamError.STREAM_HEADER_EXCEEDS_MAXIMUM.with() : null;
    }

    /// A message must not go before the marker that may stand behind it, or nobody would hear that it has gone.
    private void liveAsLongAsMarkers(Draft draft, StreamConfig config) {
        long least = config.features().subjectDeleteMarkerTtlNanos() / SECOND_NANOS;
        boolean only = config.limits().messagesPerSubjectMax() == 1;
        if (draft.ttlSeconds() > MessageTtl.UNSET && draft.ttlSeconds() < least && !only) {
            draft.ttlSeconds(least);
            draft.without(writer, MessageHeader.TTL);
            draft.with(writer, MessageHeader.TTL, Long.toString(least));
        }
    }
}
