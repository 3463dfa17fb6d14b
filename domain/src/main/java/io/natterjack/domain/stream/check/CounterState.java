package io.natterjack.domain.stream.check;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import io.natterjack.domain.text.JsonStrings;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A counter: what it counts up to, and what each of the streams that flow into it has contributed.
///
/// @param sources · by stream, then by subject; sorted, as they are written
record CounterState(BigInteger value, Map<String, Map<String, String>> sources) {
    static final CounterState ZERO = new CounterState(BigInteger.ZERO, Map.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Reads the last message of a counter; null if it makes no sense.
    ///
    /// @param sources · the value of its header; empty for none
    static @Nullable CounterState parse(String body, String sources) {
        BigInteger value = value(body);
        if (value == null) {
            return null;
        }
        try {
            return new CounterState(value, sources.isEmpty() ? Map.of() : contributions(sources));
        } catch (JsonException | ClassCastException _) {
            return null;
        }
    }

    /// The number in `{"val":"n"}`; null if that is not what it is. A value that is no number counts for 0.
    static @Nullable BigInteger value(String body) {
        try {
            Object value = JSON.map().fromJson(body).get("val");
            if (value != null && !(value instanceof String)) {
                return null;
            }
            return value instanceof String text ? numberOrZero(text) : BigInteger.ZERO;
        } catch (JsonException | IllegalStateException _) {
            return null;
        }
    }

    /// A whole number with or without a sign; null if it is none.
    static @Nullable BigInteger number(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /// What a stream has contributed so far.
    BigInteger contribution(String stream, String subject) {
        return numberOrZero(sources.getOrDefault(stream, Map.of()).getOrDefault(subject, "0"));
    }

    CounterState plus(BigInteger increment) {
        return new CounterState(value.add(increment), sources);
    }

    CounterState withContribution(String stream, String subject, BigInteger contributed) {
        Map<String, Map<String, String>> changed = new TreeMap<>(sources);
        Map<String, String> subjects = new TreeMap<>(changed.getOrDefault(stream, Map.of()));
        subjects.put(subject, contributed.toString());
        changed.put(stream, subjects);
        return new CounterState(value, changed);
    }

    String body() {
        return "{\"val\":\"" + value + "\"}";
    }

    String sourcesText() {
        return object(sources.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> object(quoted(each.getValue())))));
    }

    private static Map<String, String> quoted(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> JsonStrings.quoted(each.getValue())));
    }

    private static String object(Map<String, String> members) {
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(each -> JsonStrings.quoted(each.getKey()) + ":" + each.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static BigInteger numberOrZero(String text) {
        BigInteger number = number(text);
        return number == null ? BigInteger.ZERO : number;
    }

    private static Map<String, Map<String, String>> contributions(String json) {
        Map<String, Map<String, String>> sources = new TreeMap<>();
        JSON.map().fromJson(json).forEach((stream, subjects) -> {
            Map<String, String> values = new TreeMap<>();
            ((Map<?, ?>) subjects).forEach((subject, value) -> values.put((String) subject, (String) value));
            sources.put(stream, values);
        });
        return sources;
    }
}
