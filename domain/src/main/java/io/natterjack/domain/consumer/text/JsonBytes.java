package io.natterjack.domain.consumer.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Reads one JSON object from bytes, member by member:
///
/// ```
/// for (boolean more = json.beginObject(); more; more = json.nextMember()) {
///     if (json.nameIs("batch")) … json.integer(…) … else json.skipValue();
/// }
/// json.end();
/// ```
///
/// Names are compared without regard to case, and `null` leaves a value as it is when nothing is said, both as the
/// reference does.
///
/// **Threading.** Confined. **Ownership.** Bytes are borrowed.
public final class JsonBytes {
    private static final int END = -1;
    private static final int DIGITS_MAX = 18;

    private final byte[] bytes;
    private final int to;
    private int at;
    private int nameFrom;
    private int nameTo;

    public JsonBytes(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /// The first index that holds no white space; `to` if there is none.
    public static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && blank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /// @return whether there is a first member, whose value is next
    public boolean beginObject() throws JsonBadException {
        if (next() != '{') {
            throw unexpected("looking for beginning of value");
        }
        at++;
        if (next() == '}') {
            at++;
            return false;
        }
        readName();
        return true;
    }

    /// @return whether there is another member, whose value is next
    public boolean nextMember() throws JsonBadException {
        int next = next();
        if (next == '}') {
            at++;
            return false;
        }
        if (next != ',') {
            throw unexpected("after object key:value pair");
        }
        at++;
        next();
        readName();
        return true;
    }

    /// Nothing but white space follows.
    public void end() throws JsonBadException {
        if (next() != END) {
            throw unexpected("after top-level value");
        }
    }

    private void readName() throws JsonBadException {
        if (next() != '"') {
            throw unexpected("looking for beginning of object key string");
        }
        nameFrom = at + 1;
        skipString();
        nameTo = at - 1;
        if (next() != ':') {
            throw unexpected("after object key");
        }
        at++;
    }

    /// Whether the member has this name, which is in lower case.
    public boolean nameIs(String name) {
        if (nameTo - nameFrom != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int b = bytes[nameFrom + i];
            if ((b >= 'A' && b <= 'Z' ? b + ' ' : b) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// A whole number.
    ///
    /// @param field · what the reference calls it in errors
    /// @param type  · likewise
    public long integer(String field, String type) throws JsonBadException {
        int next = next();
        if (next != '-' && (next < '0' || next > '9')) {
            notThis(field, type);
            return 0;
        }
        int from = at;
        skipNumber();
        boolean negative = next == '-';
        int digits = negative ? from + 1 : from;
        long value = 0;
        for (int i = digits; i < at; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || i - digits >= DIGITS_MAX) {
                throw mismatch("number " + text(from, at), field, type);
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    public boolean bool(String field) throws JsonBadException {
        int next = next();
        if (next == 't') {
            skipWord("true");
            return true;
        }
        if (next == 'f') {
            skipWord("false");
            return false;
        }
        return notThis(field, "bool");
    }

    public String string(String field) throws JsonBadException {
        if (next() != '"') {
            notThis(field, "string");
            return "";
        }
        int from = at + 1;
        skipString();
        return unescape(from, at - 1);
    }

    /// Skips `null`, and refuses anything else. Its answer is always false.
    private boolean notThis(String field, String type) throws JsonBadException {
        int next = next();
        if (next == 'n') {
            skipWord("null");
            return false;
        }
        skipValue();
        throw mismatch(
                switch (next) {
                    case '"' -> "string";
                    case '{' -> "object";
                    case '[' -> "array";
                    case 't', 'f' -> "bool";
                    default -> "number";
                },
                field,
                type);
    }

    /// Skips one value of any kind.
    public void skipValue() throws JsonBadException {
        int depth = 0;
        do {
            int next = next();
            switch (next) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case 't' -> skipWord("true");
                case 'f' -> skipWord("false");
                case 'n' -> skipWord("null");
                case ',', ':' -> {
                    if (depth == 0) {
                        throw unexpected("looking for beginning of value");
                    }
                    at++;
                }
                default -> {
                    if (next != '-' && (next < '0' || next > '9')) {
                        throw unexpected("looking for beginning of value");
                    }
                    skipNumber();
                }
            }
        } while (depth > 0);
        if (depth < 0) {
            at--;
            throw unexpected("looking for beginning of value");
        }
    }

    private void skipString() throws JsonBadException {
        at++;
        while (at < to && bytes[at] != '"') {
            if (bytes[at] >= 0 && bytes[at] < ' ') {
                throw unexpected("in string literal");
            }
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= to) {
            at = to;
            throw unexpected("");
        }
        at++;
    }

    private void skipNumber() {
        while (at < to && "+-.eE0123456789".indexOf(bytes[at]) >= 0) {
            at++;
        }
    }

    private void skipWord(String word) throws JsonBadException {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == to || bytes[at] != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private int next() {
        at = skipBlanks(bytes, at, to);
        return at == to ? END : bytes[at] & 0xff;
    }

    private String text(int from, int end) {
        return new String(bytes, from, end - from, UTF_8);
    }

    private String unescape(int from, int end) {
        String raw = text(from, end);
        return raw.indexOf('\\') < 0 ? raw : JsonEscapes.resolve(raw);
    }

    private JsonBadException unexpected(String where) {
        return new JsonBadException(
                at >= to
                        ? "unexpected end of JSON input"
                        : "invalid character '" + (char) (bytes[at] & 0xff) + "' " + where);
    }

    private static JsonBadException mismatch(String found, String field, String type) {
        return new JsonBadException(
                "json: cannot unmarshal " + found + " into Go struct field " + field + " of type " + type);
    }
}
