package io.natterjack.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Configurations with what nats-server 2.15.1 said about each when asked with `-t`.
///
/// A case begins with a line of `####`. Its answer follows a line of `----`, the lines sorted, because the reference
/// reports in no particular order.
final class ReferenceAnswers {
    private static final String CASE = "####";
    private static final String ANSWER = "----";

    private ReferenceAnswers() {}

    /// @param text   · the configuration, named `c.conf`
    /// @param answer · sorted lines
    record Case(String text, List<String> answer) {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<String> answer = new ArrayList<>();
        boolean open = false;
        boolean answering = false;
        boolean newLine = true;
        for (String line : lines()) {
            if (line.startsWith(CASE)) {
                if (open) {
                    cases.add(new Case(text(text, newLine), List.copyOf(answer)));
                }
                open = true;
                answering = false;
                newLine = line.equals(CASE);
                text.setLength(0);
                answer.clear();
            } else if (line.equals(ANSWER)) {
                answering = true;
            } else if (answering) {
                answer.add(line);
            } else {
                text.append(line).append('\n');
            }
        }
        cases.add(new Case(text(text, newLine), List.copyOf(answer)));
        return cases;
    }

    private static String text(StringBuilder text, boolean newLine) {
        return newLine || text.isEmpty() ? text.toString() : text.substring(0, text.length() - 1);
    }

    private static List<String> lines() {
        try (InputStream in =
                Objects.requireNonNull(ReferenceAnswers.class.getResourceAsStream("/config/reference-answers.txt"))) {
            // Not by lines(): a carriage return belongs to a line.
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            return List.of(lines).subList(0, lines.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
