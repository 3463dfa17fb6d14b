package io.natterjack.ports.contract.storage.model;

import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a filter means, said a second time in other words.
final class Matching {
    private Matching() {}

    static boolean matches(SubjectFilter filter, String subject) {
        return filter.patterns().isEmpty() || filter.patterns().stream().anyMatch(pattern -> matches(pattern, subject));
    }

    private static boolean matches(String pattern, String subject) {
        String expression = Stream.of(pattern.split("\\."))
                .map(token -> switch (token) {
                    case "*" -> "[^.]+";
                    case ">" -> ".+";
                    default -> Pattern.quote(token);
                })
                .collect(Collectors.joining("\\."));
        return subject.matches(expression);
    }
}
