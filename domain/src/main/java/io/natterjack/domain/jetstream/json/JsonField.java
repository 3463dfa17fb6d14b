package io.natterjack.domain.jetstream.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A field of an object that is being read. What is not of the kind that is asked for leads to a complaint at the
/// end, and to what an absent field would be until then; so does `null`, without a complaint.
public final class JsonField {
    private final JsonReader reader;
    private final String type;
    private final String prefix;
    private final String written;
    private final JsonValue value;

    JsonField(JsonReader reader, String type, String prefix, String written, JsonValue value) {
        this.reader = reader;
        this.type = type;
        this.prefix = prefix;
        this.written = written;
        this.value = value;
    }

    /// In small letters, whatever it was written in.
    public String name() {
        return written.toLowerCase(Locale.ROOT);
    }

    /// The same field, as one of a part that the reference gives a name to without showing it.
    public JsonField within(String part) {
        return new JsonField(reader, type, prefix + part + ".", written, value);
    }

    /// Whether there is a value: any but null.
    public boolean given() {
        return !(value instanceof JsonValue.Null);
    }

    /// Nobody knows it.
    public void unknown() {
        reader.unknown(written);
    }

    public String text() {
        return text(value);
    }

    private String text(JsonValue from) {
        return switch (from) {
            case JsonValue.Text text -> text.value();
            case JsonValue.Null _ -> "";
            default -> wrong(from, "string", "");
        };
    }

    public boolean flag() {
        return switch (value) {
            case JsonValue.Bool bool -> bool.value();
            case JsonValue.Null _ -> false;
            default -> wrong(value, "bool", false);
        };
    }

    /// A number of the reference's natural size.
    public long natural() {
        return number(value, "int", Long::parseLong);
    }

    /// The same for what is an `int` of ours, and refused or cut anyway if it is too large for one.
    public int integer() {
        return Math.clamp(natural(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public int int32() {
        return (int) number(value, "int32", text -> (long) Integer.parseInt(text));
    }

    public long int64() {
        return number(value, "int64", Long::parseLong);
    }

    /// All 64 bits count.
    public long unsigned() {
        return number(value, "uint64", JsonField::parseUnsigned);
    }

    /// A sequence to look for. One that is above all there can be is taken as the highest of those.
    public long sequence() {
        long sequence = unsigned();
        return sequence < 0 ? Long.MAX_VALUE : sequence;
    }

    public long nanos() {
        return nanos(value);
    }

    private long nanos(JsonValue from) {
        return number(from, "time.Duration", Long::parseLong);
    }

    public List<Long> nanosList() {
        return list("[]time.Duration", this::nanos);
    }

    public List<String> texts() {
        return list("[]string", this::text);
    }

    public Map<String, String> textMap() {
        Map<String, String> map = new LinkedHashMap<>();
        switch (value) {
            case JsonValue.Obj object ->
                object.members().forEach(member -> map.put(member.name(), text(member.value())));
            case JsonValue.Null _ -> {}
            default -> wrong(value, "map[string]string", map);
        }
        return map;
    }

    /// @throws InvalidJsonException at once
    public @Nullable Instant time() {
        return switch (value) {
            case JsonValue.Null _ -> null;
            case JsonValue.Text text -> GoTimes.parse(text.value());
            default -> throw new InvalidJsonException("Time.UnmarshalJSON: input is not a JSON string");
        };
    }

    /// One of some words.
    ///
    /// @param of        · null for a word that stands for nothing
    /// @param complaint · about what was written
    /// @throws InvalidJsonException at once
    public <E> E word(Function<String, @Nullable E> of, Function<String, String> complaint) {
        E word = value instanceof JsonValue.Text text ? of.apply(text.value()) : null;
        if (word == null) {
            throw new InvalidJsonException(complaint.apply(value.raw().text()));
        }
        return word;
    }

    /// To throw, which ends the reading.
    public InvalidJsonException refusal(String complaint) {
        return reader.refuse(complaint);
    }

    /// @param objectType · what the reference calls it
    /// @return null for `null`, or if it is none
    public @Nullable JsonObject object(String objectType) {
        return switch (value) {
            case JsonValue.Obj object -> object(object, objectType);
            case JsonValue.Null _ -> null;
            default -> {
                complain(value.kind(), "server." + objectType);
                yield null;
            }
        };
    }

    /// @param objectType · what the reference calls each
    /// @return one without fields for each `null`
    public List<JsonObject> objects(String objectType, String listType) {
        return list(listType, element -> switch (element) {
            case JsonValue.Obj object -> object(object, objectType);
            case JsonValue.Null _ -> empty(objectType);
            default -> wrong(element, "server." + objectType, empty(objectType));
        });
    }

    private JsonObject object(JsonValue.Obj object, String objectType) {
        return new JsonObject(reader, object.members(), objectType, prefix + written + ".");
    }

    private JsonObject empty(String objectType) {
        return new JsonObject(reader, List.of(), objectType, "");
    }

    private <T> List<T> list(String listType, Function<JsonValue, T> element) {
        return switch (value) {
            case JsonValue.Array array -> {
                List<T> list = new ArrayList<>();
                array.elements().forEach(each -> list.add(element.apply(each)));
                yield list;
            }
            case JsonValue.Null _ -> List.of();
            default -> wrong(value, listType, List.of());
        };
    }

    private long number(JsonValue from, String numberType, Function<String, Long> parse) {
        return switch (from) {
            case JsonValue.Numeral number -> {
                String digits = number.raw().text();
                try {
                    yield parse.apply(digits);
                } catch (NumberFormatException _) {
                    complain("number " + digits, numberType);
                    yield 0;
                }
            }
            case JsonValue.Null _ -> 0;
            default -> wrong(from, numberType, 0L);
        };
    }

    private static long parseUnsigned(String text) {
        return Long.parseUnsignedLong(text);
    }

    private <T> T wrong(JsonValue from, String expected, T instead) {
        complain(from.kind(), expected);
        return instead;
    }

    private void complain(String what, String expected) {
        reader.complain("json: cannot unmarshal " + what + " into Go struct field " + type + "." + prefix + written
                + " of type " + expected);
    }
}
