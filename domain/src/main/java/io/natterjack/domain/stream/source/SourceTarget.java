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
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import org.jspecify.annotations.Nullable;

/// A stream with sources: messages are new here, and say in a header where they come from. That is also how it is
/// known after a restart what is here already. Confined.
final class SourceTarget implements CopyTarget {
    private final Stream target;
    private final StreamSource source;
    private final SourceName name;
    private final HeaderWriter writer = new HeaderWriter();
    private final Publication publication = new Publication();
    private final StoredMessage window = new StoredMessage();
    private final MessageHeaders headers = new MessageHeaders();

    SourceTarget(Stream target, StreamSource source) {
        this.target = target;
        this.source = source;
        this.name = SourceName.of(source);
    }

    @Override
    public long position(Stream origin, String identity) {
        MessageReader reader = target.reader();
        for (long at = Long.MAX_VALUE; reader.previous(SubjectFilter.ALL, at, window); at = window.sequence() - 1) {
            headers.read(window.payload(), window.payloadFrom(), window.headerLength());
            String header = headers.given(MessageHeader.STREAM_SOURCE) ? headers.text(MessageHeader.STREAM_SOURCE) : "";
            long sequence = name.sequence(header);
            if (sequence > 0) {
                return isOf(origin, identity, header, sequence) ? sequence : MirrorTarget.start(source, origin) - 1;
            }
        }
        return start(origin) - 1;
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
        int body = message.payloadFrom() + message.headerLength();
        writer.startWithout(
                        message.payload(),
                        message.payloadFrom(),
                        message.headerLength(),
                        MessageHeader.STREAM_SOURCE.text() + ":",
                        "Nats-Expected-",
                        "Nats-Batch-")
                .add(MessageHeader.STREAM_SOURCE.text(), name.header(message.sequence(), subject, identity))
                .end()
                .body(message.payload(), body, message.payloadLength() - message.headerLength());
        publication
                .to(message.subject(), message.subjectFrom(), message.subjectTo())
                .payload(writer.bytes(), 0, writer.headerLength(), writer.length());
        return target.publishTrusted(publication);
    }
}
