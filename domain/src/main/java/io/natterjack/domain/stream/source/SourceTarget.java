package io.natterjack.domain.stream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stream with sources: messages are new here, and say in a header where they come from. That is also how it is
/// known after a restart what is here already. Confined.
final class SourceTarget implements CopyTarget {
    private final Stream target;
    private final StreamSource source;
    private final SourceName name;
    private final Copied copied;
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication publication = new Publication();

    /// @param copied · shared with the other sources of the target
    SourceTarget(Stream target, StreamSource source, Copied copied) {
        this.target = target;
        this.source = source;
        this.copied = copied;
        this.name = SourceName.of(source);
    }

    @Override
    public boolean located() {
        return copied.knows(name);
    }

    @Override
    public long position(Stream origin, String identity) {
        String header = copied.newest(name);
        long sequence = name.sequence(header);
        if (sequence == 0) {
            return start(origin) - 1;
        }
        return isOf(origin, identity, header, sequence) ? sequence : MirrorTarget.start(source, origin) - 1;
    }

    /// Whether what is here comes from this very origin. Without an identity, one that has less than that is another.
    private static boolean isOf(Stream origin, String identity, String header, long sequence) {
        String was = SourceName.identity(header);
        return (was.isEmpty() || identity.isEmpty() || was.equals(identity))
                && sequence <= origin.state().lastSequence();
    }

    @Override
    public ApiError unfit() {
        return JetStreamError.SOURCE_CONSUMER_REQUIRES_ACK_FC.with();
    }

    /// Nothing of it is here. If everything has been consumed, it starts where the last message came from, in time. A
    /// consumer of its own knows better.
    private long start(Stream origin) {
        boolean consumed = target.state().firstSequence() > 1 && target.state().lastTimeNanos() > 0;
        boolean asked = source.startSequence() != 0 || source.consumer() != null;
        long start = MirrorTarget.start(source, origin);
        return consumed && !asked
                ? Math.max(start, origin.reader().sequenceAt(target.state().lastTimeNanos()))
                : start;
    }

    @Override
    public @Nullable ApiError take(StoredMessage message, SourceSubjects subjects, String identity) {
        String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
        subjects.map(message);
        String header = name.header(message.sequence(), subject, identity);
        int body = message.payloadFrom() + message.headerLength();
        writer.startWithout(
                        message.payload(),
                        message.payloadFrom(),
                        message.headerLength(),
                        MessageHeader.STREAM_SOURCE.text() + ":",
                        "Nats-Expected-",
                        "Nats-Batch-")
                .add(MessageHeader.STREAM_SOURCE.text(), header)
                .end()
                .body(message.payload(), body, message.payloadLength() - message.headerLength());
        publication
                .to(message.subject(), message.subjectFrom(), message.subjectTo())
                .payload(writer.bytes(), 0, writer.headerLength(), writer.length());
        ApiError error = target.publishTrusted(publication);
        if (error == null) {
            copied.took(name, header);
        }
        return error;
    }

    /// What is here of all sources of a stream. One look through it serves all of them: it begins with the last
    /// message, goes on in steps, and no further than somebody has to know. Confined.
    static final class Copied {
        private static final int STEP_MAX = 4_096;

        private final Stream target;
        private final Map<SourceName, Newest> newest = new HashMap<>();
        private final StoredMessage window = new StoredMessage();
        private final MessageHeaders headers = new MessageHeaders();
        /// What is above has been looked at; 0 for everything.
        private long next = Long.MAX_VALUE;

        Copied(Stream target) {
            this.target = target;
        }

        /// @param sequence · of the message here
        private record Newest(String header, long sequence) {}

        /// Looks a step further unless the newest message of a source is known.
        ///
        /// @return whether it is, or that there is none
        boolean knows(SourceName name) {
            for (int left = STEP_MAX; left > 0 && next > 0 && !newest.containsKey(name); left--) {
                if (target.reader().previous(SubjectFilter.ALL, next, window)) {
                    next = window.sequence() - 1;
                    lookAtWindow();
                } else {
                    next = 0;
                }
            }
            return next == 0 || newest.containsKey(name);
        }

        private void lookAtWindow() {
            headers.read(window.payload(), window.payloadFrom(), window.headerLength());
            if (headers.given(MessageHeader.STREAM_SOURCE)) {
                String header = headers.text(MessageHeader.STREAM_SOURCE);
                SourceName of = SourceName.in(header);
                if (of != null && of.sequence(header) > 0) {
                    newest.putIfAbsent(of, new Newest(header, window.sequence()));
                }
            }
        }

        /// The header of the newest message of a source; empty if it has none, or none any more.
        String newest(SourceName name) {
            Newest known = newest.get(name);
            return known == null || known.sequence < target.state().firstSequence() ? "" : known.header;
        }

        /// Another message of a source is here.
        void took(SourceName name, String header) {
            newest.put(name, new Newest(header, target.state().lastSequence()));
        }
    }
}
