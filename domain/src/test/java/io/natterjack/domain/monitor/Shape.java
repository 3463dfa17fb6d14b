package io.natterjack.domain.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The way to each value in a document, and its type, in the order in which they come: `connections[].cid number`.
final class Shape {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d*[1-9])?Z");
    private static final Pattern DURATION =
            Pattern.compile("(\\d+y)?(\\d+d)?(\\d+h)?(\\d+m)?\\d+s|\\d+(\\.\\d+)?(ms|µs|ns)");

    private final List<String> lines = new ArrayList<>();

    static List<String> of(Map<String, Object> document) {
        Shape shape = new Shape();
        document.forEach(shape::walk);
        return shape.lines;
    }

    private void walk(String way, Object value) {
        String line = way + " " + type(value);
        if (!lines.contains(line)) {
            lines.add(line);
        }
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, nested) -> walk(way + "." + key, nested));
        } else if (value instanceof List<?> list) {
            list.forEach(nested -> walk(way + "[]", nested));
        }
    }

    private static String type(Object value) {
        return switch (value) {
            case Boolean _ -> "truth";
            case Number _ -> "number";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "list";
            case String text when TIME.matcher(text).matches() -> "time";
            case String text when DURATION.matcher(text).matches() -> "duration";
            default -> "text";
        };
    }
}
