package io.natterjack.domain.account;

import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.SubjectTransform;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What becomes of the subjects that the clients of an account publish to, before anything else looks at them:
/// permissions are about the mapped subject.
///
/// The first mapping whose source a subject belongs to decides.
///
/// **Threading.** Immutable; a reload makes new ones.
public final class SubjectMappings {
    /// Every subject stays what it is.
    public static final SubjectMappings NONE = new SubjectMappings(List.of());

    private final SubjectMapping[] mappings;

    /// What has become of a subject.
    public enum Result {
        /// No mapping is about it.
        UNCHANGED,
        /// It has been written to the [MappedSubject]; it may be the same as before.
        MAPPED,
        /// The message goes nowhere: a part of the traffic was left without a destination on purpose.
        LOST
    }

    private SubjectMappings(List<SubjectMapping> mappings) {
        this.mappings = mappings.toArray(SubjectMapping[]::new);
    }

    /// @param cluster · the one this server is in; null outside a cluster
    /// @throws io.natterjack.domain.subject.InvalidMappingException in the words of the reference
    public static SubjectMappings of(List<MappingSettings> settings, @Nullable String cluster) {
        return settings.isEmpty()
                ? NONE
                : new SubjectMappings(settings.stream()
                        .map(each -> new SubjectMapping(each, cluster))
                        .toList());
    }

    /// These, and others for what none of these is about.
    SubjectMappings before(SubjectMappings others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        return new SubjectMappings(Stream.concat(Arrays.stream(mappings), Arrays.stream(others.mappings))
                .toList());
    }

    /// Whether there is nothing to ask.
    public boolean isEmpty() {
        return mappings.length == 0;
    }

    /// Maps the subject of one message.
    ///
    /// @param random · decides among weighted destinations, and for `{{random(n)}}`
    /// @param into   · holds the result if it is [Result#MAPPED]; its bytes must not be the ones given here
    public Result map(byte[] subject, int from, int to, RandomGenerator random, MappedSubject into) {
        for (SubjectMapping mapping : mappings) {
            if (mapping.matches(subject, from, to)) {
                SubjectTransform transform = mapping.choose(random);
                if (transform == null) {
                    return Result.LOST;
                }
                transform.apply(subject, from, to, random, into);
                return Result.MAPPED;
            }
        }
        return Result.UNCHANGED;
    }
}
