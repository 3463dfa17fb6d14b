package io.natterjack.domain.jetstream.json;

import io.natterjack.domain.jetstream.json.JsonValue.Member;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one request.
///
/// A request is read to its end even if something in it is wrong, and the first complaint is made then; only what
/// is no JSON at all, or a word that stands for nothing, ends it at once. A field that nobody knows is wrong too,
/// unless the operator has said that this does not matter.
///
/// **Threading.** Confined to one thread.
public final class JsonReader {
    private final boolean strict;
    private @Nullable String complaint;

    private JsonReader(boolean strict) {
        this.strict = strict;
    }

    /// Reads a text that is one object and nothing else, as those methods do that know no strictness: the whole text
    /// has to be JSON before anything of it counts, and unknown fields do not matter.
    ///
    /// @param type   · what the reference calls this kind of request in complaints
    /// @param decode · makes something of the object
    /// @throws InvalidJsonException in the words of the reference
    public static <T> T readWhole(byte[] bytes, int from, int to, String type, Function<JsonObject, T> decode) {
        List<Member> members = membersOf(new JsonParser(bytes, from, to, false).only(), type);
        return new JsonReader(false).decode(members, type, decode);
    }

    /// The same for all bytes of an array.
    public static <T> T readWhole(byte[] json, String type, Function<JsonObject, T> decode) {
        return readWhole(json, 0, json.length, type, decode);
    }

    /// Reads one request after the other as one.
    ///
    /// @param type   · what the reference calls this kind of request in complaints
    /// @param strict · whether unknown fields are refused
    /// @param decode · makes something of the object; it is empty for an empty text
    /// @throws InvalidJsonException in the words of the reference
    public static <T> T read(byte[] json, String type, boolean strict, Function<JsonObject, T> decode) {
        JsonReader reader = new JsonReader(strict);
        List<Member> members = new ArrayList<>();
        InvalidJsonException end = collect(new JsonParser(json, 0, json.length, strict), type, members);
        T decoded = reader.decode(members, type, decode);
        if (end != null) {
            throw end;
        }
        return decoded;
    }

    private <T> T decode(List<Member> members, String type, Function<JsonObject, T> decode) {
        T decoded = decode.apply(new JsonObject(this, members, type, ""));
        if (complaint != null) {
            throw new InvalidJsonException(complaint);
        }
        return decoded;
    }

    /// What is wrong with one object comes before what is wrong with the next.
    ///
    /// @return what is wrong with the text behind the last object; null if nothing is
    private static @Nullable InvalidJsonException collect(JsonParser parser, String type, List<Member> members) {
        try {
            while (parser.more()) {
                members.addAll(membersOf(parser.next(), type));
            }
            return null;
        } catch (InvalidJsonException e) {
            return e;
        }
    }

    private static List<Member> membersOf(JsonValue value, String type) {
        return switch (value) {
            case JsonValue.Obj object -> object.members();
            case JsonValue.Null _ -> List.of();
            case JsonValue other ->
                throw new InvalidJsonException(
                        "json: cannot unmarshal " + other.kind() + " into Go value of type server." + type);
        };
    }

    /// The first index that holds no white space; `to` if there is none.
    public static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    void complain(String text) {
        if (complaint == null) {
            complaint = text;
        }
    }

    /// The complaint that ends the reading: the first, if there has been one.
    InvalidJsonException refuse(String text) {
        return new InvalidJsonException(complaint == null ? text : complaint);
    }

    void unknown(String name) {
        if (strict) {
            complain("json: unknown field " + GoQuoted.text(name));
        }
    }
}
