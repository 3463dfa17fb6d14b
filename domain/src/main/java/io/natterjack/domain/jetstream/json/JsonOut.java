package io.natterjack.domain.jetstream.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.text.GoTime;
import io.natterjack.domain.text.JsonStrings;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes one document, field by field. A `field` is always there; what is `optional` is left out if it is empty,
/// 0, false or null.
///
/// **Threading.** Confined to one thread.
public final class JsonOut {
    private final StringBuilder json = new StringBuilder(256);
    private boolean first;

    /// An object on its own.
    public static <T> byte[] document(T value, BiConsumer<T, JsonOut> fields) {
        JsonOut out = new JsonOut();
        out.object(value, fields);
        return out.json.toString().getBytes(UTF_8);
    }

    public JsonOut field(String name, String value) {
        name(name);
        text(value);
        return this;
    }

    public JsonOut field(String name, long value) {
        name(name);
        json.append(value);
        return this;
    }

    /// A number of which all 64 bits count.
    public JsonOut unsigned(String name, long value) {
        name(name);
        json.append(Long.toUnsignedString(value));
        return this;
    }

    public JsonOut field(String name, boolean value) {
        name(name);
        json.append(value);
        return this;
    }

    /// Null is the time that the reference takes for none: the first day of the year 1.
    public JsonOut field(String name, @Nullable Instant value) {
        return field(name, value == null ? "0001-01-01T00:00:00Z" : GoTime.text(value));
    }

    public <T> JsonOut field(String name, T value, BiConsumer<T, JsonOut> fields) {
        name(name);
        object(value, fields);
        return this;
    }

    /// Null is written as `null`.
    public JsonOut texts(String name, @Nullable Collection<String> values) {
        name(name);
        if (values == null) {
            json.append("null");
        } else {
            list(values, this::text);
        }
        return this;
    }

    /// Null is written as `null`.
    public <T> JsonOut objects(String name, @Nullable Collection<T> values, BiConsumer<T, JsonOut> fields) {
        name(name);
        if (values == null) {
            json.append("null");
        } else {
            list(values, value -> object(value, fields));
        }
        return this;
    }

    public JsonOut optional(String name, String value) {
        return value.isEmpty() ? this : field(name, value);
    }

    public JsonOut optional(String name, long value) {
        return value == 0 ? this : field(name, value);
    }

    public JsonOut optionalUnsigned(String name, long value) {
        return value == 0 ? this : unsigned(name, value);
    }

    public JsonOut optional(String name, boolean value) {
        return value ? field(name, true) : this;
    }

    public JsonOut optional(String name, @Nullable Instant value) {
        return value == null ? this : field(name, value);
    }

    public <T> JsonOut optional(String name, @Nullable T value, BiConsumer<T, JsonOut> fields) {
        return value == null ? this : field(name, value, fields);
    }

    public JsonOut optionalTexts(String name, Collection<String> values) {
        return values.isEmpty() ? this : texts(name, values);
    }

    public <T> JsonOut optionalObjects(String name, Collection<T> values, BiConsumer<T, JsonOut> fields) {
        return values.isEmpty() ? this : objects(name, values, fields);
    }

    public JsonOut optionalNumbers(String name, List<Long> values) {
        if (!values.isEmpty()) {
            name(name);
            list(values, value -> json.append(value.longValue()));
        }
        return this;
    }

    /// Sorted by name.
    public JsonOut optionalMap(String name, Map<String, String> values) {
        return values.isEmpty()
                ? this
                : field(name, new TreeMap<>(values), (map, out) -> map.forEach((key, value) -> out.field(key, value)));
    }

    /// Sorted by name.
    public JsonOut optionalNumberMap(String name, Map<String, Long> values) {
        return values.isEmpty()
                ? this
                : field(name, new TreeMap<>(values), (map, out) -> map.forEach((key, value) -> out.field(key, value)));
    }

    /// In base 64; left out if there are none.
    public JsonOut optionalBytes(String name, byte[] value) {
        return value.length == 0 ? this : field(name, Base64.getEncoder().encodeToString(value));
    }

    private <T> void object(T value, BiConsumer<T, JsonOut> fields) {
        json.append('{');
        first = true;
        fields.accept(value, this);
        json.append('}');
        first = false;
    }

    private <T> void list(Collection<T> values, Consumer<T> element) {
        json.append('[');
        String separator = "";
        for (T value : values) {
            json.append(separator);
            element.accept(value);
            separator = ",";
        }
        json.append(']');
    }

    private void name(String name) {
        if (!first) {
            json.append(',');
        }
        first = false;
        text(name);
        json.append(':');
    }

    private void text(String value) {
        JsonStrings.append(json, value);
    }
}
