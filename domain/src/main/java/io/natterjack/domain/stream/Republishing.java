package io.natterjack.domain.stream;

import io.natterjack.domain.stream.check.Draft;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.SubjectTransform;
import io.natterjack.domain.subject.Subjects;
import org.jspecify.annotations.Nullable;

/// Publishes what has been stored once more, for those who want it without a consumer.
final class Republishing {
    private final StreamHost host;
    private final HeaderWriter writer = new HeaderWriter();
    private final MappedSubject target = new MappedSubject();
    private final Publication window = new Publication();
    private @Nullable SubjectTransform transform;
    private boolean headersOnly;

    Republishing(StreamHost host, @Nullable Republish wanted) {
        this.host = host;
        configure(wanted);
    }

    void configure(@Nullable Republish wanted) {
        transform = wanted == null || wanted.destination().isEmpty()
                ? null
                : SubjectTransform.of(wanted.source().isEmpty() ? ">" : wanted.source(), wanted.destination());
        headersOnly = wanted != null && wanted.headersOnly();
    }

    /// Whether a message is to be published again.
    boolean wants(Draft draft) {
        return transform != null && transform.matches(draft.subject(), draft.subjectFrom(), draft.subjectTo());
    }

    /// @param last · sequence of the message of this subject that came before; 0 if there was none
    void publish(String stream, Draft draft, long sequence, long timeNanos, long last) {
        SubjectTransform known = transform;
        if (known == null) {
            return;
        }
        known.apply(draft.subject(), draft.subjectFrom(), draft.subjectTo(), host.random(), target);
        if (!Subjects.publishable(target.bytes(), 0, target.length())) {
            return;
        }
        writer.start(draft.payload(), draft.payloadFrom(), draft.headerLength())
                .add("Nats-Stream", stream)
                .add("Nats-Subject", draft.subject(), draft.subjectFrom(), draft.subjectTo())
                .add("Nats-Sequence", sequence)
                .addTime("Nats-Time-Stamp", timeNanos)
                .add("Nats-Last-Sequence", last);
        if (headersOnly) {
            writer.add("Nats-Msg-Size", draft.bodyLength()).end();
        } else {
            writer.end().body(draft.payload(), draft.bodyFrom(), draft.bodyLength());
        }
        host.publish(window.to(target.bytes(), 0, target.length())
                .payload(writer.bytes(), 0, writer.headerLength(), writer.length()));
    }
}
