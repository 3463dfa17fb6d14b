package io.natterjack.domain.jetstream.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.json.JsonValue.Member;
import io.natterjack.domain.jetstream.json.JsonValue.Written;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes JSON apart. Several values may follow each other, as in a stream of them.
///
/// **Threading.** Confined to one thread.
final class JsonParser {
    private static final int DEPTH_MAX = 1_000;
    private static final String VALUE = "looking for beginning of value";
    private static final String KEY = "looking for beginning of object key string";

    private final byte[] json;
    private final boolean offsets;
    private final int to;
    private int at;
    private int depth;

    /// @param offsets · whether a complaint says where
    JsonParser(byte[] json, int from, int to, boolean offsets) {
        this.json = json;
        this.at = from;
        this.to = to;
        this.offsets = offsets;
    }

    /// Whether there is another value, behind blanks.
    boolean more() {
        skipBlanks();
        return at < to;
    }

    /// The next value.
    ///
    /// @throws InvalidJsonException if it is none
    JsonValue next() {
        skipBlanks();
        return value();
    }

    /// The only value.
    ///
    /// @throws InvalidJsonException if it is none, or if something follows
    JsonValue only() {
        JsonValue value = next();
        if (more()) {
            throw unexpected("after top-level value");
        }
        return value;
    }

    private JsonValue value() {
        int start = at;
        byte first = peek();
        return switch (first) {
            case '{' -> object(start);
            case '[' -> array(start);
            case '"' -> new JsonValue.Text(text(), raw(start));
            case 't' -> new JsonValue.Bool(true, literal("true", start));
            case 'f' -> new JsonValue.Bool(false, literal("false", start));
            case 'n' -> new JsonValue.Null(literal("null", start));
            default -> {
                if (first != '-' && !digit(first)) {
                    throw unexpected(VALUE);
                }
                yield number(start);
            }
        };
    }

    private JsonValue object(int start) {
        enter();
        List<Member> members = new ArrayList<>();
        if (nextAfterBlanks() == '}') {
            at++;
        } else {
            do {
                members.add(member());
            } while (more('}', "after object key:value pair"));
        }
        depth--;
        return new JsonValue.Obj(members, raw(start));
    }

    private Member member() {
        if (nextAfterBlanks() != '"') {
            throw unexpected(KEY);
        }
        String name = text();
        if (nextAfterBlanks() != ':') {
            throw unexpected("after object key");
        }
        at++;
        skipBlanks();
        return new Member(name, value());
    }

    private JsonValue array(int start) {
        enter();
        List<JsonValue> elements = new ArrayList<>();
        if (nextAfterBlanks() == ']') {
            at++;
        } else {
            do {
                skipBlanks();
                elements.add(value());
            } while (more(']', "after array element"));
        }
        depth--;
        return new JsonValue.Array(elements, raw(start));
    }

    private void enter() {
        at++;
        if (++depth > DEPTH_MAX) {
            throw new InvalidJsonException("exceeded max depth");
        }
    }

    private boolean more(char end, String where) {
        byte next = nextAfterBlanks();
        if (next != ',' && next != end) {
            throw unexpected(where);
        }
        at++;
        return next == ',';
    }

    private Written literal(String word, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")");
            }
            at++;
        }
        return raw(start);
    }

    private JsonValue number(int start) {
        if (json[at] == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < to && json[at] == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < to && (json[at] | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        return new JsonValue.Numeral(raw(start));
    }

    /// One or more.
    private void digits(String where) {
        if (!digit(peek())) {
            throw unexpected(where);
        }
        while (at < to && digit(json[at])) {
            at++;
        }
    }

    private String text() {
        int start = ++at;
        @Nullable StringBuilder unescaped = null;
        while (peek() != '"') {
            if (json[at] == '\\') {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(new String(json, start, at - start, UTF_8));
                escape(unescaped);
                start = at;
            } else if (json[at] >= 0 && json[at] < ' ') {
                throw unexpected("in string literal");
            } else {
                at++;
            }
        }
        String tail = new String(json, start, at - start, UTF_8);
        at++;
        return unescaped == null ? tail : withoutLoneSurrogates(unescaped.append(tail));
    }

    private void escape(StringBuilder into) {
        at++;
        byte escaped = peek();
        at++;
        switch (escaped) {
            case '"', '\\', '/' -> into.append((char) escaped);
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case 'n' -> into.append('\n');
            case 'r' -> into.append('\r');
            case 't' -> into.append('\t');
            case 'u' -> into.append(hexadecimal());
            default -> {
                at--;
                throw unexpected("in string escape code");
            }
        }
    }

    private char hexadecimal() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private static String withoutLoneSurrogates(StringBuilder text) {
        return new String(text.toString().getBytes(UTF_16BE), UTF_16BE);
    }

    private byte nextAfterBlanks() {
        skipBlanks();
        return peek();
    }

    private void skipBlanks() {
        at = JsonReader.skipBlanks(json, at, to);
    }

    private byte peek() {
        if (at >= to) {
            throw new InvalidJsonException(offsets ? "unexpected EOF" : "unexpected end of JSON input");
        }
        return json[at];
    }

    private Written raw(int start) {
        return new Written(json, start, at);
    }

    private InvalidJsonException unexpected(String where) {
        return new InvalidJsonException("invalid character " + quoted((char) (json[at] & 0xff)) + " " + where
                + (offsets ? " at offset " + (at + 1) : ""));
    }

    private static String quoted(char c) {
        if (c == '\'') {
            return "'\\''";
        }
        if (c == '"') {
            return "'\"'";
        }
        String text = GoQuoted.text(String.valueOf(c));
        return "'" + text.substring(1, text.length() - 1) + "'";
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
