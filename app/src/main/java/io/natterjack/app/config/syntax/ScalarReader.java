package io.natterjack.app.config.syntax;

import static io.natterjack.app.config.syntax.Cursor.blank;
import static io.natterjack.app.config.syntax.Cursor.digit;
import static io.natterjack.app.config.syntax.Cursor.endsNumber;
import static io.natterjack.app.config.syntax.Cursor.newLine;
import static io.natterjack.app.config.syntax.Cursor.shown;
import static io.natterjack.app.config.syntax.Cursor.unit;

import io.natterjack.app.config.syntax.Scalar.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads one value without parts: a quoted, bare or block string, a boolean, a number, a date, a variable.
///
/// The shape decides late. `127.0.0.1:4222` begins as a number, looks like a float, and is a string; `2h` begins as a
/// number and is a string; `2m` is two million. Each method stands for what the text can still become.
final class ScalarReader {
    private static final String DATE_TIME_BEHIND_YEAR = "00-00T00:00:00Z";

    private final Cursor cursor;
    /// Parts of a string in front of the cursor's mark, when it has escapes.
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private boolean escaped;

    ScalarReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /// Reads a value that begins at the cursor with this character, which was read.
    Scalar read(int first) {
        return switch (first) {
            case '\'' -> {
                cursor.mark();
                yield singleQuoted();
            }
            case '"' -> {
                cursor.mark();
                yield doubleQuoted();
            }
            case '(' -> {
                cursor.mark();
                yield blockString();
            }
            case '-' -> negativeNumber();
            case '.' -> throw cursor.error("Floats must start with a digit");
            default -> {
                if (newLine(first)) {
                    throw cursor.error("Expected value but found new line");
                }
                if (digit(first)) {
                    yield number();
                }
                cursor.back();
                yield bareString();
            }
        };
    }

    private Scalar singleQuoted() {
        int c = cursor.next();
        while (c != '\'' && c != Cursor.END) {
            c = cursor.next();
        }
        return closeQuoted(c);
    }

    private Scalar doubleQuoted() {
        int c = cursor.next();
        while (c != '"' && c != Cursor.END) {
            if (c == '\\') {
                escape();
            }
            c = cursor.next();
        }
        return closeQuoted(c);
    }

    /// The cursor is behind the closing quote, which is not part of the text.
    private Scalar closeQuoted(int last) {
        if (last == Cursor.END) {
            throw cursor.movedSinceMark() ? cursor.error("Unexpected EOF.") : cursor.incomplete();
        }
        cursor.back();
        Scalar string = take(Kind.STRING);
        cursor.next();
        cursor.mark();
        return string;
    }

    /// Ends at a line that holds nothing but a closing parenthesis. At the end of the text, the parenthesis belongs to
    /// the string.
    private Scalar blockString() {
        int previous = '(';
        while (true) {
            int c = cursor.next();
            if (c == Cursor.END) {
                throw cursor.error("Unexpected EOF processing block.");
            }
            if (c == ')' && previous == '\n') {
                int following = cursor.peek();
                if (following == '\n' || following == Cursor.END) {
                    String text = new String(cursor.marked(following == Cursor.END ? 0 : 1), StandardCharsets.UTF_8);
                    int column = cursor.column(cursor.lengthSinceMark());
                    cursor.mark();
                    return new Scalar(Kind.STRING, text, cursor.line(), column);
                }
            }
            previous = c;
        }
    }

    private Scalar bareString() {
        while (true) {
            int c = cursor.next();
            if (c == '\\') {
                escape();
            } else if (c == '\'') {
                return closeQuoted(c);
            } else if (newLine(c) || c == Cursor.END || c == ';' || c == ',' || c == ']' || c == '}' || blank(c)) {
                cursor.back();
                return takeBare();
            }
        }
    }

    private Scalar takeBare() {
        if (escaped) {
            return take(Kind.STRING);
        }
        String text = cursor.markedText();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false", "on", "off", "yes", "no" -> take(Kind.BOOLEAN);
            default -> text.startsWith("$") ? takeVariable(text) : take(Kind.STRING);
        };
    }

    private Scalar takeVariable(String text) {
        Scalar whole = take(Kind.VARIABLE);
        return new Scalar(Kind.VARIABLE, text.substring(1), whole.line(), whole.column() + 1);
    }

    private void escape() {
        parts.writeBytes(cursor.marked(1));
        escaped = true;
        int c = cursor.next();
        int written = switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '"', '\\' -> c;
            case 'x' -> hexadecimal();
            default ->
                throw cursor.error("Invalid escape character '" + shown(c) + "'. Only the following "
                        + "escape characters are allowed: \\xXX, \\t, \\n, \\r, \\\", \\\\.");
        };
        parts.write(written);
        cursor.markWithinItem();
    }

    private int hexadecimal() {
        for (int i = 0; i < 2; i++) {
            if (newLine(cursor.next())) {
                throw cursor.error("Expected two hexadecimal digits after '\\x', but hit end of line");
            }
        }
        byte[] digits = cursor.lastTwo();
        int high = Character.digit(digits[0], 16);
        int low = Character.digit(digits[1], 16);
        if (high < 0 || low < 0) {
            String found = new String(digits, StandardCharsets.UTF_8);
            throw cursor.error("Expected two hexadecimal digits after '\\x', but got '" + found + "'");
        }
        return (high << 4) | low;
    }

    /// The first digit was read.
    private Scalar number() {
        int c = cursor.next();
        while (digit(c)) {
            c = cursor.next();
        }
        if (c == '-') {
            return dateTime();
        }
        if (c == '.') {
            return fraction();
        }
        if (unit(c)) {
            return unitOrString();
        }
        if (!endsNumber(c)) {
            return bareString();
        }
        cursor.back();
        return take(Kind.INTEGER);
    }

    private Scalar negativeNumber() {
        int c = cursor.next();
        if (!digit(c)) {
            throw cursor.error(
                    c == '.'
                            ? "Floats must start with a digit, not '.'."
                            : "Expected a digit but got '" + shown(c) + "'.");
        }
        while (digit(c)) {
            c = cursor.next();
        }
        if (c == '.') {
            return fraction();
        }
        if (unit(c)) {
            return unitOrString();
        }
        cursor.back();
        return take(Kind.INTEGER);
    }

    private Scalar unitOrString() {
        int c = cursor.next();
        while (c == 'b' || c == 'B' || c == 'i' || c == 'I') {
            c = cursor.next();
        }
        cursor.back();
        return endsNumber(c) ? take(Kind.INTEGER) : bareString();
    }

    /// The point was read. A second point makes it an address.
    private Scalar fraction() {
        int c = cursor.next();
        if (!digit(c)) {
            throw cursor.error("Floats must have a digit after the '.', but got '" + shown(c) + "' instead.");
        }
        while (digit(c)) {
            c = cursor.next();
        }
        if (c != '.') {
            cursor.back();
            return take(Kind.FLOAT);
        }
        while (digit(c) || c == '.' || c == ':' || c == '-') {
            c = cursor.next();
        }
        cursor.back();
        return take(Kind.STRING);
    }

    /// The dash behind the year was read.
    private Scalar dateTime() {
        if (cursor.lengthSinceMark() != 5) {
            throw cursor.error("All ISO8601 dates must be in full Zulu form.");
        }
        for (int i = 0; i < DATE_TIME_BEHIND_YEAR.length(); i++) {
            char wanted = DATE_TIME_BEHIND_YEAR.charAt(i);
            int c = cursor.next();
            if (wanted == '0' && !digit(c)) {
                throw cursor.error("Expected digit in ISO8601 datetime, but found '" + shown(c) + "' instead.");
            }
            if (wanted != '0' && wanted != c) {
                throw cursor.error(
                        "Expected '" + wanted + "' in ISO8601 datetime, but found '" + shown(c) + "' instead.");
            }
        }
        return take(Kind.DATE_TIME);
    }

    private Scalar take(Kind kind) {
        byte[] text = cursor.marked();
        if (escaped) {
            parts.writeBytes(text);
            text = parts.toByteArray();
            parts.reset();
            escaped = false;
        }
        Scalar scalar =
                new Scalar(kind, new String(text, StandardCharsets.UTF_8), cursor.line(), cursor.column(text.length));
        cursor.mark();
        return scalar;
    }
}
