package io.natterjack.domain.stream.source;

import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.SubjectTransform;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Which subjects of another stream are copied, and what becomes of them. Confined.
final class SourceSubjects {
    private final SubjectFilter filter;
    private final List<SubjectTransform> transforms = new ArrayList<>();
    private final MappedSubject mapped = new MappedSubject();
    private final RandomGenerator random;

    SourceSubjects(StreamSource source, RandomGenerator random) {
        this.random = random;
        List<String> filters = new ArrayList<>();
        for (TransformConfig each : source.transforms()) {
            String from = each.source().isEmpty() ? ">" : each.source();
            filters.add(from);
            if (!each.destination().isEmpty()) {
                transforms.add(SubjectTransform.of(from, each.destination()));
            }
        }
        if (!source.filterSubject().isEmpty()) {
            filters.add(source.filterSubject());
        }
        this.filter = new SubjectFilter(filters);
    }

    SubjectFilter filter() {
        return filter;
    }

    /// Gives a message the subject that it has here. Good until the next one.
    void map(StoredMessage message) {
        for (int at = 0; at < transforms.size(); at++) {
            SubjectTransform each = transforms.get(at);
            if (each.matches(message.subject(), message.subjectFrom(), message.subjectTo())) {
                each.apply(message.subject(), message.subjectFrom(), message.subjectTo(), random, mapped);
                message.subject(mapped.bytes(), 0, mapped.length());
                return;
            }
        }
    }
}
