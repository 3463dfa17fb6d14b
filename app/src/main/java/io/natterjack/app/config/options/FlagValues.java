package io.natterjack.app.config.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What was given on the command line, each flag under the longest of its names.
///
/// @param values · `String`, `Long` or `Boolean`, by name, in the order they were given
public record FlagValues(Map<String, Object> values) {
    public static final FlagValues NONE = new FlagValues(Map.of());

    public FlagValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public void ifText(String name, Consumer<String> use) {
        if (values.get(name) instanceof String text) {
            use.accept(text);
        }
    }

    public void ifNumber(String name, IntConsumer use) {
        if (values.get(name) instanceof Long number) {
            use.accept(Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
    }

    public void ifTruth(String name, Consumer<Boolean> use) {
        if (values.get(name) instanceof Boolean truth) {
            use.accept(truth);
        }
    }

    /// The text of a flag; null if it was not given.
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /// Whether a boolean flag was given as true.
    public boolean on(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public boolean given(String name) {
        return values.containsKey(name);
    }
}
