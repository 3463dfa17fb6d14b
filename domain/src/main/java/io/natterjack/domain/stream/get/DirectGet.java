package io.natterjack.domain.stream.get;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.codec.StreamRequests;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.request.StreamRequest.GetMessage;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers with messages as they are stored: one, or several and a last word. See NATS ADR-31.
///
/// Everything a client is told is in headers: where a message comes from, how many there are, and what is wrong.
///
/// **Threading.** Confined to the owner of the stream.
public final class DirectGet {
    /// A storage that is away for a while has not lost the message, so nobody may take it for one that is not there.
    private static final String UNREADABLE = "500 Storage Cannot Be Read";

    private final Stream stream;
    private final GetAnswers answers;
    private final int bytesDefault;
    private final MessageHeaders headers = new MessageHeaders();
    private final StoredMessage window = new StoredMessage();

    /// @param bytesDefault · how much to send if the client does not say
    /// @param send         · takes a borrowed window
    public DirectGet(Stream stream, int bytesDefault, Consumer<Publication> send) {
        this.stream = stream;
        this.bytesDefault = bytesDefault;
        this.answers = new GetAnswers(stream.name(), send);
    }

    /// Answers a request that says in its body what it asks for.
    public void answer(Publication request) {
        if (!begin(request)) {
            return;
        }
        try {
            answerBody(request);
        } catch (StorageException _) {
            answers.status(UNREADABLE);
        }
    }

    private void answerBody(Publication request) {
        if (request.bodyLength() == 0) {
            answers.status("408 Empty Request");
            return;
        }
        GetMessage asked = read(request);
        if (asked == null) {
            answers.status("408 Malformed Request");
        } else if (empty(asked)) {
            answers.status("408 Empty Request");
        } else if (contradictory(asked)) {
            answers.status("408 Bad Request");
        } else if (!asked.multiLast().isEmpty()) {
            answerLastOfMany(asked);
        } else if (asked.batch() != 0) {
            answerBatch(asked);
        } else {
            answerOne(asked);
        }
    }

    /// Answers a request for the last message of a subject, which stands at the end of its own subject.
    ///
    /// @param keyFrom · where it starts
    public void answerLast(Publication request, int keyFrom) {
        if (!begin(request)) {
            return;
        }
        try {
            answerKey(request, keyFrom);
        } catch (StorageException _) {
            answers.status(UNREADABLE);
        }
    }

    private void answerKey(Publication request, int keyFrom) {
        GetMessage asked = request.bodyLength() == 0 ? null : read(request);
        if (request.bodyLength() > 0 && asked == null) {
            answers.status("408 Malformed Request");
        } else if (keyFrom >= request.subjectTo() || (asked != null && !empty(asked))) {
            answers.status("408 Bad Request");
        } else {
            boolean noHeaders = asked != null && asked.noHeaders();
            long last = last(request.subject(), keyFrom, request.subjectTo());
            answerWith(last != 0 && stream.reader().read(last, window), noHeaders);
        }
    }

    private long last(byte[] subject, int from, int to) {
        String text = new String(subject, from, to - from, UTF_8);
        if (SubjectFilter.literal(text)) {
            return stream.subjects().last(subject, from, to);
        }
        boolean found = stream.reader().previous(SubjectFilter.of(text), Long.MAX_VALUE, window);
        return found ? window.sequence() : 0;
    }

    private boolean begin(Publication request) {
        if (!request.hasReply()) {
            return false;
        }
        answers.to(request.reply(), request.replyFrom(), request.replyTo());
        headers.read(request.payload(), request.payloadFrom(), request.headerLength());
        if (!ApiLevel.supports(headers.text(MessageHeader.REQUIRED_API_LEVEL))) {
            answers.status("412 Required Api Level");
            return false;
        }
        return true;
    }

    private static @Nullable GetMessage read(Publication request) {
        try {
            int from = request.bodyFrom();
            return StreamRequests.directGet(Arrays.copyOfRange(request.payload(), from, from + request.bodyLength()));
        } catch (ApiFailure _) {
            return null;
        }
    }

    private static boolean empty(GetMessage asked) {
        return asked.sequence() == 0
                && asked.lastBySubject().isEmpty()
                && asked.nextBySubject().isEmpty()
                && asked.multiLast().isEmpty()
                && asked.startTime() == null;
    }

    private static boolean contradictory(GetMessage asked) {
        boolean last = !asked.lastBySubject().isEmpty();
        boolean twoStarts = asked.sequence() > 0 && asked.startTime() != null;
        boolean lastFromSomewhere = last && (asked.sequence() > 0 || asked.startTime() != null || asked.batch() > 0);
        boolean several =
                !asked.multiLast().isEmpty() && (last || !asked.nextBySubject().isEmpty());
        boolean twoEnds = asked.upToSequence() > 0 && asked.upToTime() != null;
        return twoStarts
                || lastFromSomewhere
                || several
                || twoEnds
                || (last && !asked.nextBySubject().isEmpty());
    }

    private long start(GetMessage asked) {
        Instant time = asked.startTime();
        return time == null ? asked.sequence() : stream.reader().sequenceAt(EpochNanos.of(time));
    }

    private void answerOne(GetMessage asked) {
        boolean found;
        if (!asked.nextBySubject().isEmpty()) {
            found = stream.reader().next(SubjectFilter.of(asked.nextBySubject()), Math.max(1, start(asked)), window);
        } else if (!asked.lastBySubject().isEmpty()) {
            byte[] subject = asked.lastBySubject().getBytes(UTF_8);
            long last = last(subject, 0, subject.length);
            found = last != 0 && stream.reader().read(last, window);
        } else {
            found = stream.reader().read(start(asked), window);
        }
        answerWith(found, asked.noHeaders());
    }

    private void answerWith(boolean found, boolean noHeaders) {
        if (found) {
            answers.message(window, noHeaders);
        } else {
            answers.status("404 Message Not Found");
        }
    }

    private void answerBatch(GetMessage asked) {
        String next = asked.nextBySubject();
        SubjectFilter filter = next.isEmpty() ? SubjectFilter.ALL : SubjectFilter.of(next);
        long from = Math.max(1, start(asked));
        long last = stream.state().lastSequence();
        long pending = from > last ? 0 : stream.subjects().count(filter, from, last);
        long bytes = 0;
        long before = 0;
        for (int sent = 0; sent < asked.batch() && bytes < most(asked); sent++) {
            if (!stream.reader().next(filter, from, window)) {
                break;
            }
            from = window.sequence() + 1;
            pending = asked.noHeaders() ? pending : Math.max(0, pending - 1);
            bytes += window.subjectLength() + window.payloadLength();
            answers.message(window, asked.noHeaders(), pending, before);
            before = window.sequence();
        }
        if (before == 0 && asked.batch() > 0) {
            answers.status("404 Message Not Found");
        } else {
            answers.end(pending, before, 0);
        }
    }

    private void answerLastOfMany(GetMessage asked) {
        long upTo = upTo(asked);
        LastOfMany wanted = upTo == 0 ? null : LastOfMany.find(stream, asked.multiLast(), upTo);
        if (wanted == null || wanted.sequences().isEmpty()) {
            answers.status("404 No Results");
            return;
        }
        if (wanted.tooMany()) {
            answers.status("413 Too Many Results");
            return;
        }
        List<Long> sequences = wanted.sequences();
        long pending = sequences.size();
        long bytes = 0;
        long before = 0;
        int sent = 0;
        for (long sequence : sequences) {
            pending--;
            if (sequence < asked.sequence() || !stream.reader().read(sequence, window)) {
                continue;
            }
            bytes += window.subjectLength() + window.payloadLength();
            answers.message(window, false, pending, before);
            before = sequence;
            if (bytes >= most(asked) || ++sent == asked.batch()) {
                break;
            }
        }
        answers.end(pending, before, upTo);
    }

    private long most(GetMessage asked) {
        return asked.bytesMax() == 0 ? bytesDefault : Math.max(1, asked.bytesMax());
    }

    /// 0 if there is nothing up to there.
    private long upTo(GetMessage asked) {
        Instant time = asked.upToTime();
        if (time != null) {
            long behind = stream.reader().sequenceAt(EpochNanos.of(time));
            return behind <= stream.state().firstSequence() ? 0 : behind - 1;
        }
        return asked.upToSequence() == 0 ? stream.state().lastSequence() : asked.upToSequence();
    }

    /// Header lines that say what is wrong, for those who answer in a stream's place.
    static byte[] statusLine(String status) {
        return ("NATS/1.0 " + status + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}
