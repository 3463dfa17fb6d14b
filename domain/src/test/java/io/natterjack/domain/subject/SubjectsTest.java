package io.natterjack.domain.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectsTest {
    private static final List<String> TOKENS = List.of("a", "b", "*", ">", "a*", ">b");
    private static final List<String> PLAIN_TOKENS = List.of("a", "b", "c", "a*", ">b");
    private static final int TOKENS_MAX = 4;

    static LongStream seeds() {
        Long replay = Long.getLong("seed");
        return replay == null ? LongStream.range(0, 200) : LongStream.of(replay);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b", "*", ">", "a.*.b", "a.>", "a*", "*a", "a>b.c", ">>", "**", "$SYS.>", "ä.ö", "\0"})
    void acceptsEverythingWithoutBlanksAndEmptyTokens(String subject) {
        assertEquals(true, Subjects.valid(subject));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", ">.a", "a.>.b", "a b", " ", "a.\t", "a\r", "\n", "a.\f.b", ">.>"})
    void refusesBlanksEmptyTokensAndWhateverFollowsATail(String subject) {
        assertEquals(false, Subjects.valid(subject));
    }

    @ParameterizedTest
    @CsvSource({"a.b,true", "a*.b,true", "a.>b,true", "*,false", ">,false", "a.*.b,false", "a.>,false", "a.*,false"})
    void knowsALiteralSubject(String subject, boolean literal) {
        assertEquals(literal, Subjects.literal(subject));
    }

    @Test
    void countsTokens() {
        assertEquals(0, Subjects.tokenCount(""));
        assertEquals(1, Subjects.tokenCount("a"));
        assertEquals(4, Subjects.tokenCount("a..b."));
    }

    @ParameterizedTest
    @CsvSource({
        "foo.*,foo.>,true", // a published subject may look like a filter
        "foo.>,foo.a..b,false",
        "foo.*,foo.,false",
        "foo.>,foo,false",
        "foo.bar,foo.barr,false",
    })
    void matchesWhatWasPublishedAsItIs(String filter, String published, boolean expected) {
        assertEquals(expected, Subjects.matches(filter, published));
    }

    @ParameterizedTest
    @CsvSource({"foo.>,foo.*,false", "foo.*,foo.>,true", "foo.>,>,true", "*.bar,foo.bar,false", "foo.>,foo.>,true"})
    void aSubsetHasNothingThatTheOtherHasNot(String a, String b, boolean expected) {
        assertEquals(expected, Subjects.subsetOf(a, b));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithTryingEverySubject(long seed) {
        Random random = new Random(seed);
        List<String> everything = everySubject();
        for (int round = 0; round < 20; round++) {
            String a = filter(random);
            String b = filter(random);
            boolean subset = true;
            boolean overlap = false;
            for (String subject : everything) {
                boolean inA = belongs(a, subject);
                boolean inB = belongs(b, subject);
                subset &= !inA || inB;
                overlap |= inA && inB;
                assertEquals(inA, Subjects.matches(a, subject), a + " matches " + subject);
            }
            assertEquals(subset, Subjects.subsetOf(a, b), a + " subset of " + b);
            assertEquals(overlap, Subjects.overlap(a, b), a + " overlaps " + b);
            assertEquals(overlap, Subjects.overlap(b, a), b + " overlaps " + a);
        }
    }

    private static String filter(Random random) {
        while (true) {
            int length = 1 + random.nextInt(TOKENS_MAX - 1);
            String filter = String.join(
                    ".",
                    random.ints(length, 0, TOKENS.size()).mapToObj(TOKENS::get).toList());
            if (Subjects.valid(filter)) {
                return filter;
            }
        }
    }

    /// One token longer than every filter, so that `>` is seen to be more than `*`.
    private static List<String> everySubject() {
        List<String> all = PLAIN_TOKENS;
        List<String> longest = PLAIN_TOKENS;
        for (int length = 2; length <= TOKENS_MAX; length++) {
            longest = longest.stream()
                    .flatMap(head -> PLAIN_TOKENS.stream().map(token -> head + "." + token))
                    .toList();
            all = java.util.stream.Stream.concat(all.stream(), longest.stream()).toList();
        }
        return all;
    }

    private static boolean belongs(String filter, String subject) {
        List<String> f = Arrays.asList(filter.split("\\.", -1));
        List<String> s = Arrays.asList(subject.split("\\.", -1));
        for (int at = 0; at < f.size(); at++) {
            if (at >= s.size()) {
                return false;
            }
            if (f.get(at).equals(">")) {
                return true;
            }
            if (!f.get(at).equals("*") && !f.get(at).equals(s.get(at))) {
                return false;
            }
        }
        return f.size() == s.size();
    }
}
