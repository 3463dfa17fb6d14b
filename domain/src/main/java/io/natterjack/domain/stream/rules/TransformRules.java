package io.natterjack.domain.stream.rules;

import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.subject.InvalidMappingException;
import io.natterjack.domain.subject.SubjectTransform;
import io.natterjack.domain.subject.Subjects;
import java.util.List;
import java.util.function.BiPredicate;

/// How subjects may be changed.
final class TransformRules {
    private TransformRules() {}

    /// No filter is all subjects.
    static String orAll(String filter) {
        return filter.isEmpty() ? ">" : filter;
    }

    /// @param badSource · what is wrong if its source is none
    /// @param bad       · what is wrong otherwise
    static void require(TransformConfig transform, JetStreamError badSource, JetStreamError bad) {
        if (!transform.source().isEmpty() && !Subjects.valid(transform.source())) {
            throw badSource.failure("invalid subject " + transform.source());
        }
        if (!transform.destination().isEmpty()) {
            try {
                SubjectTransform.ofMapping(orAll(transform.source()), transform.destination());
            } catch (InvalidMappingException e) {
                throw new ApiFailure(bad.with(String.valueOf(e.getMessage())));
            }
        }
    }

    /// Whether there are two of which this holds, in this order.
    static boolean anyTwo(List<TransformConfig> transforms, BiPredicate<TransformConfig, TransformConfig> holds) {
        for (int a = 0; a < transforms.size(); a++) {
            for (int b = 0; b < transforms.size(); b++) {
                if (a != b && holds.test(transforms.get(a), transforms.get(b))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a subject can belong to both.
    static boolean overlap(TransformConfig a, TransformConfig b) {
        return a.source().equals(b.source()) || Subjects.overlap(a.source(), b.source());
    }

    /// Whether all subjects of one belong to the other.
    static boolean within(TransformConfig a, TransformConfig b) {
        return a.source().equals(b.source()) || Subjects.subsetOf(a.source(), b.source());
    }
}
