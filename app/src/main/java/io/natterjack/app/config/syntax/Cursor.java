package io.natterjack.app.config.syntax;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A place in a text, which moves by one character at a time and knows its line and column.
///
/// The text is UTF-8. Bytes that are none read as U+FFFD, one each. [#END] follows the last character, as often as it
/// is asked for; a NUL byte reads the same, and so ends whatever is open. The static methods are the classes of
/// characters that the language knows.
final class Cursor {
    /// Behind the last character.
    static final int END = 0;

    private final byte[] text;
    private final String file;
    private int at;
    private int width;
    private int line = 1;
    private int lineStart;
    private int mark;
    private int markLineStart;

    /// @param file · name in messages; empty for a text that has no file
    Cursor(byte[] text, String file) {
        this.text = text;
        this.file = file;
    }

    int next() {
        if (at >= text.length) {
            width = 0;
            return END;
        }
        if (text[at] == '\n') {
            line++;
            lineStart = at;
        }
        int character = decode();
        at += width;
        return character;
    }

    /// Steps back over the character read last. Only once after each [#next].
    void back() {
        at -= width;
        if (at < text.length && text[at] == '\n') {
            line--;
        }
    }

    int peek() {
        int character = next();
        back();
        return character;
    }

    /// What is read from here on is the text of [#marked].
    void mark() {
        mark = at;
        markLineStart = lineStart;
    }

    /// The mark moves here but still counts its column from the line it was in.
    void markWithinItem() {
        mark = at;
    }

    boolean movedSinceMark() {
        return at > mark;
    }

    int lengthSinceMark() {
        return at - mark;
    }

    byte[] marked() {
        return Arrays.copyOfRange(text, mark, at);
    }

    byte[] marked(int bytesLess) {
        return Arrays.copyOfRange(text, mark, at - bytesLess);
    }

    String markedText() {
        return new String(text, mark, at - mark, StandardCharsets.UTF_8);
    }

    /// The two bytes read last.
    byte[] lastTwo() {
        return Arrays.copyOfRange(text, at - 2, at);
    }

    int line() {
        return line;
    }

    /// The column of an item that ends here.
    ///
    /// @param itemBytes length of the item's text
    int column(int itemBytes) {
        return at - markLineStart - itemBytes;
    }

    /// The text is not in the language.
    ConfigException error(String what) {
        return new ConfigException("Parse error on line " + line + ": '" + what + "'");
    }

    /// The text ends behind a key that has no value.
    ConfigException incomplete() {
        return new ConfigException("config is invalid (" + file + ":" + line + ":" + column(lengthSinceMark()) + ")");
    }

    private int decode() {
        int first = text[at] & 0xff;
        width = 1;
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xf0 && first <= 0xf4 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || at + more >= text.length) {
            return 0xfffd;
        }
        int character = first & (0x3f >> more);
        for (int i = 1; i <= more; i++) {
            int following = text[at + i] & 0xff;
            if ((following & 0xc0) != 0x80) {
                return 0xfffd;
            }
            character = (character << 6) | (following & 0x3f);
        }
        boolean overlong = (more == 2 && character < 0x800) || (more == 3 && character < 0x10000);
        if (overlong || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff)) {
            return 0xfffd;
        }
        width = more + 1;
        return character;
    }

    /// Blank within a line.
    static boolean blank(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean newLine(int c) {
        return c == '\n' || c == '\r';
    }

    /// Any white space, new lines included.
    static boolean space(int c) {
        return (c >= '\t' && c <= '\r')
                || c == ' '
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    static boolean digit(int c) {
        return Character.isDigit(c);
    }

    static boolean separator(int c) {
        return c == '=' || c == ':';
    }

    /// Begins a unit such as `k` or `MB`.
    static boolean unit(int c) {
        return switch (c) {
            case 'k', 'K', 'm', 'M', 'g', 'G', 't', 'T', 'p', 'P', 'e', 'E' -> true;
            default -> false;
        };
    }

    /// Ends a number, besides a closing `]`, which does not: the reference wants a blank before it.
    static boolean endsNumber(int c) {
        return newLine(c) || c == END || c == '}' || c == ';' || c == ',' || blank(c);
    }

    /// A character inside a message.
    static String shown(int c) {
        return c == '\n' ? "\\n" : Character.toString(c);
    }
}
