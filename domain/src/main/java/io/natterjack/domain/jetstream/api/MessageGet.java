package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.document.MessageDocument;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.request.StreamRequest.GetMessage;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.Arrays;

/// Reads one message, wrapped in JSON.
final class MessageGet {
    private static final byte[] NONE = {};

    private MessageGet() {}

    static byte[] answer(ApiCall call) {
        call.requireSomething();
        GetMessage asked = call.streamRequests().getMessage(call.body());
        if (asked.batch() > 0 || asked.bytesMax() > 0 || contradictory(asked)) {
            throw JetStreamError.BAD_REQUEST.failure();
        }
        StoredMessage found = new StoredMessage();
        MessageReader reader = call.stream().stream().reader();
        if (!find(asked, reader, found)) {
            throw JetStreamError.NO_MESSAGE_FOUND.failure();
        }
        call.pass();
        return StreamResponses.message(document(found, asked.noHeaders()));
    }

    private static boolean contradictory(GetMessage asked) {
        boolean sequence = asked.sequence() != 0;
        boolean last = !asked.lastBySubject().isEmpty();
        boolean next = !asked.nextBySubject().isEmpty();
        boolean time = asked.startTime() != null;
        boolean nothing = !sequence && !last && !next && !time;
        return nothing || (sequence && last) || (sequence && time) || (time && last) || (last && next);
    }

    private static boolean find(GetMessage asked, MessageReader reader, StoredMessage into) {
        String next = asked.nextBySubject();
        String last = asked.lastBySubject();
        long from = asked.startTime() == null ? asked.sequence() : reader.sequenceAt(EpochNanos.of(asked.startTime()));
        if (!next.isEmpty()) {
            return reader.next(SubjectFilter.of(next), Math.max(1, from), into);
        }
        return last.isEmpty() ? reader.read(from, into) : reader.previous(SubjectFilter.of(last), Long.MAX_VALUE, into);
    }

    private static MessageDocument document(StoredMessage message, boolean noHeaders) {
        byte[] payload = message.payload();
        int from = message.payloadFrom();
        int bodyFrom = from + message.headerLength();
        String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
        byte[] headers = noHeaders ? NONE : Arrays.copyOfRange(payload, from, bodyFrom);
        byte[] body = Arrays.copyOfRange(payload, bodyFrom, from + message.payloadLength());
        return new MessageDocument(subject, message.sequence(), headers, body, message.timeNanos());
    }
}
