package io.natterjack.domain.account;

import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.subject.InvalidMappingException;
import io.natterjack.domain.subject.SubjectTransform;
import io.natterjack.domain.subject.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One mapping: a source, and the transforms among which chance decides.
///
/// **Threading.** Immutable.
final class SubjectMapping {
    private static final int PERCENT = 100;

    private final byte[] source;
    private final boolean literal;
    private final List<Weighted> destinations;

    /// @param below · a draw below this, and not below that of the one before, chooses the transform
    private record Weighted(SubjectTransform transform, int below) {}

    /// @param cluster · the one this server is in; null outside a cluster
    /// @throws InvalidMappingException in the words of the reference
    SubjectMapping(MappingSettings settings, @Nullable String cluster) {
        if (!Subjects.valid(settings.source())) {
            throw new InvalidMappingException("invalid subject");
        }
        this.source = Subjects.bytes(settings.source());
        this.literal = Subjects.literal(settings.source());
        validate(settings);
        List<Destination> here = settings.destinations().stream()
                .filter(each -> !each.cluster().isEmpty() && each.cluster().equals(cluster))
                .toList();
        List<Destination> chosen = !here.isEmpty()
                ? here
                : settings.destinations().stream()
                        .filter(each -> each.cluster().isEmpty())
                        .toList();
        this.destinations = weigh(settings, chosen);
    }

    private static void validate(MappingSettings settings) {
        Set<String> seen = new HashSet<>();
        for (Destination each : settings.destinations()) {
            if (!seen.add(each.transform())) {
                throw new InvalidMappingException("duplicate entry for \"" + each.transform() + "\"");
            }
            if (each.weightPercent() > PERCENT) {
                throw new InvalidMappingException("individual weights need to be <= 100");
            }
            int total = settings.destinations().stream()
                    .filter(other -> other.cluster().equals(each.cluster()))
                    .mapToInt(Destination::weightPercent)
                    .sum();
            if (total > PERCENT) {
                throw new InvalidMappingException("total weight needs to be <= 100");
            }
            SubjectTransform.ofMapping(settings.source(), each.transform());
        }
    }

    /// What no destination takes keeps its subject, unless the source is itself among the destinations: then somebody
    /// wants it to be lost.
    private static List<Weighted> weigh(MappingSettings settings, List<Destination> chosen) {
        record Part(SubjectTransform transform, int percent) {}
        List<Part> parts = new ArrayList<>();
        int total = 0;
        for (Destination each : chosen) {
            parts.add(new Part(SubjectTransform.ofMapping(settings.source(), each.transform()), each.weightPercent()));
            total += each.weightPercent();
        }
        boolean lossy = settings.destinations().stream()
                .anyMatch(each -> each.transform().equals(settings.source()));
        if (total < PERCENT && !lossy) {
            parts.add(new Part(SubjectTransform.identity(settings.source()), PERCENT - total));
        }
        parts.sort(Comparator.comparingInt(Part::percent));
        List<Weighted> weighted = new ArrayList<>();
        int below = 0;
        for (Part part : parts) {
            below += part.percent;
            weighted.add(new Weighted(part.transform, below));
        }
        return List.copyOf(weighted);
    }

    boolean matches(byte[] subject, int from, int to) {
        return literal
                ? Arrays.equals(source, 0, source.length, subject, from, to)
                : Subjects.subsetOf(subject, from, to, source, 0, source.length);
    }

    /// @return null if the message is to be lost
    @Nullable
    SubjectTransform choose(RandomGenerator random) {
        if (destinations.size() == 1 && destinations.getFirst().below == PERCENT) {
            return destinations.getFirst().transform;
        }
        int draw = random.nextInt(PERCENT);
        for (int at = 0; at < destinations.size(); at++) {
            if (draw < destinations.get(at).below) {
                return destinations.get(at).transform;
            }
        }
        return null;
    }
}
