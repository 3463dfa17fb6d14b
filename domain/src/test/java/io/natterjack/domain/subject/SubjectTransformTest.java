package io.natterjack.domain.subject;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTransformTest {
    private static final RandomGenerator RANDOM = new Random(1);

    private final MappedSubject mapped = new MappedSubject();

    /// Lines of source, destination, published subject and result, made by `nats server mappings`. A result after `!`
    /// is the error that refuses the transform.
    static List<String> vectors() throws IOException {
        try (InputStream in = SubjectTransformTest.class.getResourceAsStream("transforms.tsv")) {
            assertTrue(in != null);
            return new String(in.readAllBytes(), ISO_8859_1).lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void doesWhatTheReferenceDoes(String line) {
        List<String> fields = Arrays.asList(line.split("\t", -1));
        String expected = fields.get(3);
        if (expected.startsWith("!")) {
            InvalidMappingException refused = assertThrows(
                    InvalidMappingException.class, () -> SubjectTransform.of(fields.get(0), fields.get(1)));
            assertEquals(expected.substring(1), refused.getMessage());
            return;
        }
        SubjectTransform transform = SubjectTransform.of(fields.get(0), fields.get(1));
        byte[] subject = fields.get(2).getBytes(ISO_8859_1);
        assertTrue(transform.matches(subject, 0, subject.length));
        transform.apply(subject, 0, subject.length, RANDOM, mapped);
        assertEquals(expected, new String(mapped.bytes(), 0, mapped.length(), ISO_8859_1));
    }

    @Test
    void readsASubjectInTheMiddleOfABuffer() {
        byte[] buffer = Subjects.bytes("PUB orders.eu.7 5");
        SubjectTransform.of("orders.*.>", "shop.$1.>").apply(buffer, 4, 15, RANDOM, mapped);
        assertEquals("shop.eu.7", result());
    }

    @Test
    void growsForSubjectsThatBecomeLong() {
        String token = "x".repeat(300);
        byte[] subject = Subjects.bytes(token);
        SubjectTransform.of("*", "$1.$1.$1").apply(subject, 0, subject.length, RANDOM, mapped);
        assertEquals(token + "." + token + "." + token, result());
    }

    @Test
    void drawsANumberBelowTheCeiling() {
        SubjectTransform transform = SubjectTransform.of("a", "a.{{random(3)}}");
        int[] drawn = new int[3];
        for (int message = 0; message < 3_000; message++) {
            transform.apply(new byte[] {'a'}, 0, 1, RANDOM, mapped);
            drawn[Integer.parseInt(result().substring(2))]++;
        }
        assertTrue(Arrays.stream(drawn).allMatch(count -> count > 800), () -> Arrays.toString(drawn));
    }

    @ParameterizedTest
    @CsvSource({"foo.*.>,foo.a.b.c", "*,x", ">,a.b", "foo,foo"})
    void theIdentityChangesNothing(String source, String subject) {
        byte[] bytes = Subjects.bytes(subject);
        SubjectTransform.identity(source).apply(bytes, 0, bytes.length, RANDOM, mapped);
        assertEquals(subject, result());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo..bar | invalid mapping destination: invalid transform",
                "foo.>.bar | invalid mapping destination: invalid transform in bar",
                "foo.{{nothing(1)}} | invalid mapping destination: unknown function in {{nothing(1)}}",
                "'a b.$1' | invalid mapping destination: invalid transform",
                "foo.* | invalid subject",
                "foo.> | invalid subject",
                "foo.$2 | invalid mapping destination: wildcard index out of range in $2: [2]",
            })
    void saysWhatIsWrongWithADestination(String destination, String message) {
        InvalidMappingException refused =
                assertThrows(InvalidMappingException.class, () -> SubjectTransform.ofMapping("foo.*", destination));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo.", "foo.>.bar"})
    void refusesASourceThatIsNoSubject(String source) {
        assertThrows(InvalidMappingException.class, () -> SubjectTransform.of(source, "bar"));
    }

    private String result() {
        return new String(mapped.bytes(), 0, mapped.length(), ISO_8859_1);
    }
}
