package io.natterjack.domain.stream.check;

import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.SubjectTransform;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives a message the subject that it will have, and takes away what is nobody's business. Confined.
public final class Intake {
    private final RandomGenerator random;
    private final MappedSubject mapped = new MappedSubject();
    private final HeaderWriter writer = new HeaderWriter();
    private @Nullable SubjectTransform transform;

    /// @param wanted · null to leave subjects as they are; so does one without a destination
    public Intake(RandomGenerator random, @Nullable TransformConfig wanted) {
        this.random = random;
        configure(wanted);
    }

    public void configure(@Nullable TransformConfig wanted) {
        transform = wanted == null || wanted.destination().isEmpty()
                ? null
                : SubjectTransform.of(wanted.source().isEmpty() ? ">" : wanted.source(), wanted.destination());
    }

    /// Prepares a message. A subject that is changed is borrowed until the next message.
    public void prepare(Draft draft) {
        SubjectTransform known = transform;
        if (known != null && known.matches(draft.subject(), draft.subjectFrom(), draft.subjectTo())) {
            known.apply(draft.subject(), draft.subjectFrom(), draft.subjectTo(), random, mapped);
            draft.subject(mapped.bytes(), 0, mapped.length());
        }
        if (draft.headerLength() > 0 && draft.headers().has(MessageHeader.REQUEST_INFO)) {
            draft.without(writer, MessageHeader.REQUEST_INFO);
        }
    }
}
