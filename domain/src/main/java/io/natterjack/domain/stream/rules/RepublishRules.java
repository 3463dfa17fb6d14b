package io.natterjack.domain.stream.rules;

import static io.natterjack.domain.stream.rules.StreamRules.pedantic;
import static io.natterjack.domain.stream.rules.StreamRules.wrong;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfig.Placement;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.subject.InvalidMappingException;
import io.natterjack.domain.subject.SubjectTransform;
import io.natterjack.domain.subject.Subjects;
import java.util.List;

/// What becomes of subjects on the way in and on the way out, and where a stream is to be.
final class RepublishRules {
    private static final String ALL = ">";

    private final boolean pedantic;

    RepublishRules(boolean pedantic) {
        this.pedantic = pedantic;
    }

    StreamConfig check(StreamConfig stream) {
        requireTransform(stream);
        Republish republish = stream.republish() == null ? null : checked(stream, stream.republish());
        Placement placement = stream.placement();
        if (placement != null && !placement.preferred().isEmpty()) {
            throw wrong("preferred server not permitted in placement");
        }
        return stream.with(changes -> changes.republish(republish));
    }

    private static void requireTransform(StreamConfig stream) {
        TransformConfig transform = stream.subjectTransform();
        if (transform == null) {
            return;
        }
        TransformRules.require(
                transform,
                JetStreamError.STREAM_TRANSFORM_INVALID_SOURCE,
                JetStreamError.STREAM_TRANSFORM_INVALID_DESTINATION);
    }

    private Republish checked(StreamConfig stream, Republish request) {
        Republish republish = withSource(stream, request);
        String source = republish.source();
        String destination = republish.destination();
        if (stream.subjects().stream().anyMatch(subject -> Subjects.overlap(destination, subject))) {
            throw wrong("stream configuration for republish destination forms a cycle");
        }
        if (!destination.isEmpty()) {
            try {
                SubjectTransform.of(source, destination);
            } catch (InvalidMappingException _) {
                throw wrong("stream configuration for republish with transform from '" + source + "' to '" + destination
                        + "' not valid");
            }
        }
        return republish;
    }

    /// No source is all of them. Everything to everywhere can only mean what the transform on the way in makes of
    /// it.
    private Republish withSource(StreamConfig stream, Republish request) {
        if (request.source().isEmpty() && pedantic) {
            throw pedantic("republish source can not be empty");
        }
        String source = request.source().isEmpty() ? ALL : request.source();
        TransformConfig transform = stream.subjectTransform();
        if (source.equals(ALL)
                && request.destination().equals(ALL)
                && transform != null
                && stream.subjects().equals(List.of(transform.source()))) {
            if (pedantic) {
                throw pedantic("implicit republish based on subject transform");
            }
            return new Republish(transform.destination(), transform.destination(), request.headersOnly());
        }
        return new Republish(source, request.destination(), request.headersOnly());
    }
}
