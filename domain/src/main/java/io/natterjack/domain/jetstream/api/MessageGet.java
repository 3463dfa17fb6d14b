package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one message, wrapped in JSON.
///
/// @param sequence  · that one, or the first to look at; 0 for none
/// @param last      · the last of a subject; empty for none
/// @param next      · the first of a subject from the sequence or time on; empty for none
/// @param startTime · instead of a sequence; null for none
/// @param noHeaders · leave them out
record MessageGet(
        long sequence, String last, String next, @Nullable Instant startTime, boolean noHeaders) {
    static Consumer<JsonOut> answer(ApiCall call) {
        call.requireSomething();
        MessageGet asked = call.read("JSApiMsgGetRequest", MessageGet::read);
        if (asked.contradictory()) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
        MessageReader reader = call.stream().stream().reader();
        StoredMessage found = new StoredMessage();
        if (!asked.find(reader, found)) {
            throw JetStreamError.NO_MESSAGE_FOUND.failure();
        }
        return out -> out.field("message", found, asked::write);
    }

    private static MessageGet read(JsonObject object) {
        long sequence = 0;
        String last = "";
        String next = "";
        Instant startTime = null;
        boolean noHeaders = false;
        for (JsonField field : object) {
            switch (field.name()) {
                case "seq" -> sequence = field.unsigned();
                case "last_by_subj" -> last = field.text();
                case "next_by_subj" -> next = field.text();
                case "start_time" -> startTime = field.time();
                case "no_hdr" -> noHeaders = field.flag();
                case "batch", "max_bytes" -> {
                    if (field.int64() > 0) {
                        throw JetStreamError.BAD_REQUEST.failure();
                    }
                }
                default -> field.unknown();
            }
        }
        return new MessageGet(sequence, last, next, startTime, noHeaders);
    }

    private boolean contradictory() {
        boolean nothing = sequence == 0 && last.isEmpty() && next.isEmpty() && startTime == null;
        boolean twoPlaces = (sequence > 0 && !last.isEmpty())
                || (sequence > 0 && startTime != null)
                || (startTime != null && !last.isEmpty());
        return nothing || twoPlaces || (!last.isEmpty() && !next.isEmpty());
    }

    private boolean find(MessageReader reader, StoredMessage into) {
        long from = startTime == null ? sequence : reader.sequenceAt(EpochNanos.of(startTime));
        if (!next.isEmpty()) {
            return reader.next(SubjectFilter.of(next), Math.max(1, from), into);
        }
        return last.isEmpty() ? reader.read(from, into) : reader.previous(SubjectFilter.of(last), Long.MAX_VALUE, into);
    }

    private void write(StoredMessage message, JsonOut out) {
        byte[] payload = message.payload();
        int from = message.payloadFrom();
        int bodyFrom = from + message.headerLength();
        String subject =
                new String(message.subject(), message.subjectFrom(), message.subjectLength(), StandardCharsets.UTF_8);
        out.field("subject", subject).field("seq", message.sequence());
        if (!noHeaders) {
            out.optionalBytes("hdrs", Arrays.copyOfRange(payload, from, bodyFrom));
        }
        out.optionalBytes("data", Arrays.copyOfRange(payload, bodyFrom, from + message.payloadLength()))
                .field("time", EpochNanos.toInstant(message.timeNanos()));
    }
}
