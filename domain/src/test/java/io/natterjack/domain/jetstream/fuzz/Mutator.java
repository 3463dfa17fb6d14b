package io.natterjack.domain.jetstream.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Turns what is right into what is nearly right.
final class Mutator {
    private static final Pattern VALUE = Pattern.compile(":\\s*(\"[^\"]*\"|-?\\d+|true|false|null|\\[[^\\[\\]]*])");

    /// Where numbers, times, lengths and subjects have their edges.
    private static final List<String> EDGES = List.of(
            "0",
            "1",
            "-1",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "1e309",
            "1.5",
            "99999999999999999999999999999999999999",
            "true",
            "null",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"\"",
            "\"0\"",
            "\"-1\"",
            "\">\"",
            "\"*\"",
            "\"s.*\"",
            "\"s..a\"",
            "\"$JS.>\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"{{wildcard(1)}}\"",
            "\"{{partition(99999999999,1)}}\"",
            "\"2030-02-30T00:00:00Z\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "[\"s.a\",\"s.a\"]",
            "[\"s.>\",\"s.a\"]",
            "[null]",
            "[0,-1,9223372036854775807]");

    private final SplittableRandom random;

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /// Another document than this one, mostly still JSON.
    String json(String document) {
        String mutated = document;
        for (int rounds = random.nextInt(3); rounds >= 0; rounds--) {
            mutated = once(4) ? text(mutated) : otherValue(mutated);
        }
        return mutated;
    }

    private String otherValue(String document) {
        List<MatchResult> values = VALUE.matcher(document).results().toList();
        if (values.isEmpty()) {
            return any(EDGES);
        }
        MatchResult value = any(values);
        return document.substring(0, value.start(1)) + any(EDGES) + document.substring(value.end(1));
    }

    /// Leaves out, repeats, or replaces a part.
    String text(String text) {
        if (text.isEmpty()) {
            return any(EDGES);
        }
        int from = random.nextInt(text.length());
        int to = random.nextInt(from, Math.min(text.length(), from + 12) + 1);
        String part = text.substring(from, to);
        String instead = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> part + part;
            case 2 -> Character.toString(random.nextInt(1, 256));
            default -> any(EDGES);
        };
        return text.substring(0, from) + instead + text.substring(to);
    }

    /// A subject or a header stays on its line.
    String line(String text) {
        return text(text).replaceAll("[\\r\\n]", "");
    }

    /// The same without spaces, and not empty.
    String subject(String text) {
        String subject = line(text).replaceAll("\\s", "");
        return subject.isEmpty() ? "x" : subject;
    }

    String edge() {
        return any(EDGES).replace("\"", "");
    }
}
