package io.natterjack.app.config.entry;

import io.natterjack.app.config.syntax.Token;
import java.util.ArrayList;
import java.util.List;

/// What was found wrong with a configuration, in the order of its text.
public final class Findings {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /// The configuration cannot be used.
    public void error(Token token, String reason) {
        errors.add(token.position() + ": " + reason);
    }

    /// The configuration cannot be used, for a reason that has no place in it.
    public void error(String reason) {
        errors.add(reason);
    }

    /// The configuration can be used, but should be changed.
    public void warning(Token token, String reason) {
        warnings.add(token.position() + ": " + reason);
    }

    public void warning(String reason) {
        warnings.add(reason);
    }

    /// A setting has no effect, because what it sets does not exist in this server yet.
    public void ignored(String line) {
        ignored.add(line);
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    public int errorCount() {
        return errors.size();
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /// Warnings and then errors, a line each, as they follow `nats-server: `.
    public String report() {
        StringBuilder lines = new StringBuilder();
        warnings.forEach(line -> lines.append(line).append('\n'));
        errors.forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}
