package io.natterjack.domain.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.account.SubjectMappings.Result;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.subject.InvalidMappingException;
import io.natterjack.domain.subject.MappedSubject;
import io.natterjack.domain.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SubjectMappingsTest {
    private static final int MESSAGES = 20_000;

    private final Random random = new Random(42);
    private final MappedSubject mapped = new MappedSubject();

    @Test
    void leavesOtherSubjectsAlone() {
        SubjectMappings mappings = mappings(null, mapping("foo.*", to("bar.$1", 100)));
        assertEquals("unchanged", map(mappings, "other.a"));
        assertEquals("unchanged", map(mappings, "foo.a.b"));
        assertEquals("bar.a", map(mappings, "foo.a"));
        assertTrue(SubjectMappings.NONE.isEmpty());
    }

    @Test
    void theFirstMappingThatMatchesDecides() {
        SubjectMappings mappings =
                mappings(null, mapping("foo.a", to("first", 100)), mapping("foo.*", to("second", 100)));
        assertEquals("first", map(mappings, "foo.a"));
        assertEquals("second", map(mappings, "foo.b"));
    }

    @Test
    void aPublishedSubjectThatLooksLikeAFilterIsMappedOnlyAsAWhole() {
        SubjectMappings mappings = mappings(null, mapping("foo.*", to("bar.$1", 100)));
        assertEquals("bar.*", map(mappings, "foo.*"));
        assertEquals("unchanged", map(mappings, "foo.>"));
    }

    @Test
    void whatNoDestinationTakesKeepsItsSubject() {
        SubjectMappings mappings = mappings(null, mapping("foo.*", to("a.$1", 20), to("b.$1", 30)));
        assertShares(mappings, "foo.x", Map.of("a.x", 20, "b.x", 30, "foo.x", 50));
    }

    @Test
    void trafficIsLostWhereTheSourceIsADestinationAndTheRestIsMissing() {
        SubjectMappings mappings = mappings(null, mapping("foo", to("foo", 50), to("bar", 30)));
        assertShares(mappings, "foo", Map.of("foo", 50, "bar", 30, "lost", 20));
    }

    @Test
    void destinationsOfTheOwnClusterComeFirst() {
        MappingSettings mapping = mapping(
                "foo", to("here", 100), new Destination("west", 70, "WEST"), new Destination("east", 100, "EAST"));
        assertShares(mappings("EAST", mapping), "foo", Map.of("east", 100));
        assertShares(mappings("WEST", mapping), "foo", Map.of("west", 70, "foo", 30));
        assertShares(mappings("NORTH", mapping), "foo", Map.of("here", 100));
        assertShares(mappings(null, mapping), "foo", Map.of("here", 100));
    }

    @Test
    void aMappingForOtherClustersOnlyChangesNothingHere() {
        MappingSettings mapping = mapping("foo", new Destination("west", 100, "WEST"));
        assertShares(mappings("EAST", mapping), "foo", Map.of("foo", 100));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("invalid subject", mapping("foo..bar", to("bar", 100))),
                Arguments.of("duplicate entry for \"bar\"", mapping("foo", to("bar", 10), to("bar", 10))),
                Arguments.of("individual weights need to be <= 100", mapping("foo", to("bar", 101))),
                Arguments.of("total weight needs to be <= 100", mapping("foo", to("bar", 60), to("baz", 60))),
                Arguments.of(
                        "invalid mapping destination: unknown function in {{foo(1)}}",
                        mapping("foo.*", to("{{foo(1)}}", 100))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void saysWhatIsWrong(String message, MappingSettings mapping) {
        InvalidMappingException refused = assertThrows(InvalidMappingException.class, () -> mappings(null, mapping));
        assertEquals(message, refused.getMessage());
    }

    private void assertShares(SubjectMappings mappings, String subject, Map<String, Integer> percents) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int message = 0; message < MESSAGES; message++) {
            counts.merge(map(mappings, subject), 1, Integer::sum);
        }
        assertEquals(percents.keySet(), counts.keySet());
        percents.forEach((result, percent) ->
                assertEquals(percent, counts.getOrDefault(result, 0) * 100.0 / MESSAGES, 2, counts::toString));
    }

    private String map(SubjectMappings mappings, String subject) {
        byte[] bytes = Subjects.bytes(subject);
        Result result = mappings.map(bytes, 0, bytes.length, random, mapped);
        return switch (result) {
            case UNCHANGED -> "unchanged";
            case LOST -> "lost";
            case MAPPED -> new String(mapped.bytes(), 0, mapped.length(), StandardCharsets.UTF_8);
        };
    }

    private static SubjectMappings mappings(@Nullable String cluster, MappingSettings... settings) {
        return SubjectMappings.of(List.of(settings), cluster);
    }

    private static MappingSettings mapping(String source, Destination... destinations) {
        return new MappingSettings(source, List.of(destinations));
    }

    private static Destination to(String transform, int percent) {
        return new Destination(transform, percent, "");
    }
}
