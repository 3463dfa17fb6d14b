package io.natterjack.ports.storage.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectFilterTest {
    @ParameterizedTest
    @CsvSource({
        "orders, orders, true",
        "orders, order, false",
        "orders, orderss, false",
        "orders, ORDERS, false",
        "orders, orders.eu, false",
        "orders.eu, orders, false",
        "orders.eu, orders.eu, true",
        "orders.eu, orders_eu, false",
        "größe.流, größe.流, true",
        "größe.流, große.流, false",
        "*, orders, true",
        "*, orders.eu, false",
        "*.*, orders.eu, true",
        "*.*, orders, false",
        "*.*, a.b.c, false",
        "orders.*, orders.eu, true",
        "orders.*, orders, false",
        "orders.*, orders.eu.new, false",
        "orders.*, order.eu, false",
        "*.eu, orders.eu, true",
        "*.eu, orders.us, false",
        "*.🐸, a.🐸, true",
        "orders.*.new, orders.eu.new, true",
        "orders.*.new, orders.eu.paid, false",
        "orders.*.new, orders.new, false",
        "orders.>, orders.eu, true",
        "orders.>, orders.eu.new, true",
        "orders.>, orders, false",
        "orders.>, ordersx.eu, false",
        "*.>, orders, false",
        "*.>, orders.eu, true",
        "*.eu.>, orders.eu.new, true",
        "*.eu.>, orders.eu, false",
        ">, orders, true",
        ">, a.b.c.d.e.f, true",
        // Only a token that is nothing else is a wildcard, and `>` only at the end.
        "orders*, ordersx, false",
        "orders*, orders*, true",
        "*x, *x, true",
        "*x, ax, false",
        "orders>, orders.eu, false",
        ">.eu, orders.eu, false",
        ">.eu, >.eu, true",
        "a.>.c, a.b.c, false"
    })
    void aPatternMeansSubjects(String pattern, String subject, boolean expected) {
        SubjectFilter filter = SubjectFilter.of(pattern);

        assertEquals(expected, matches(filter, subject));
    }

    @ParameterizedTest
    @CsvSource({
        "a|b, a, true",
        "a|b, b, true",
        "a|b, c, false",
        "a.*|*.b, x.b, true",
        "a.*|*.b, a.x, true",
        "a.*|*.b, x.x, false",
        "a|>, anything.at.all, true"
    })
    void oneOfSeveralPatternsIsEnough(String patterns, String subject, boolean expected) {
        SubjectFilter filter = new SubjectFilter(List.of(patterns.split("\\|", -1)));

        assertEquals(expected, matches(filter, subject));
    }

    /// In the middle of an array, with neighbours that would make it another subject.
    private static boolean matches(SubjectFilter filter, String subject) {
        byte[] bytes = (".x" + subject + "y.z").getBytes(UTF_8);
        return filter.matches(bytes, 2, bytes.length - 3);
    }

    @Test
    void noPatternAndTheWidestOneMeanEverySubject() {
        for (SubjectFilter filter : List.of(
                SubjectFilter.ALL, SubjectFilter.of(), SubjectFilter.of(">"), SubjectFilter.of("orders.*", ">"))) {
            assertTrue(filter.all());
            assertEquals(List.of(), filter.patterns());
            assertTrue(matches(filter, "orders"));
            assertEquals(">", filter.toString());
        }
        assertFalse(SubjectFilter.of("*").all());
    }

    @Test
    void aFilterDoesNotChangeWithTheListItWasMadeOf() {
        List<String> patterns = new ArrayList<>(List.of("orders.*", "stock"));
        SubjectFilter filter = new SubjectFilter(patterns);

        patterns.set(0, ">");

        assertEquals(List.of("orders.*", "stock"), filter.patterns());
        assertEquals("orders.*, stock", filter.toString());
        assertFalse(matches(filter, "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.eu", "orders*", "a.b>", "größe", "a.*b.c", ">>", "**"})
    void aLiteralPatternMeansOneSubject(String pattern) {
        assertTrue(SubjectFilter.literal(pattern));
        assertTrue(matches(SubjectFilter.of(pattern), pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ">", "orders.*", "*.orders", "a.*.c", "orders.>"})
    void aPatternWithAWildcardIsNotLiteral(String pattern) {
        assertFalse(SubjectFilter.literal(pattern));
    }
}
