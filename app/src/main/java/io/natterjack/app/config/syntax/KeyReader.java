package io.natterjack.app.config.syntax;

import static io.natterjack.app.config.syntax.Cursor.blank;
import static io.natterjack.app.config.syntax.Cursor.digit;
import static io.natterjack.app.config.syntax.Cursor.newLine;
import static io.natterjack.app.config.syntax.Cursor.separator;
import static io.natterjack.app.config.syntax.Cursor.space;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads keys, and the path that takes the place of a value behind the keyword `include`.
final class KeyReader {
    private final Cursor cursor;

    KeyReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /// @param line   · where the key ends
    /// @param column · where it begins
    record Key(String name, int line, int column) {}

    /// Reads a key in quotes; the first quote was read.
    ///
    /// @return null if the text ends inside
    @Nullable
    Key quoted(int quote) {
        cursor.mark();
        for (int c = cursor.peek(); c != quote; c = cursor.peek()) {
            if (c == Cursor.END) {
                return null;
            }
            cursor.next();
        }
        Key key = take();
        cursor.next();
        cursor.mark();
        return key;
    }

    /// Reads a key without quotes; its first character was read.
    ///
    /// @return null if it was the keyword `include`
    @Nullable
    Key bare() {
        int c = cursor.peek();
        while (!space(c) && !separator(c) && c != Cursor.END) {
            cursor.next();
            c = cursor.peek();
        }
        if (space(c) && cursor.markedText().toLowerCase(Locale.ROOT).equals("include")) {
            cursor.mark();
            return null;
        }
        return take();
    }

    /// Reads a key inside a map; its first character was read.
    ///
    /// @return null if it was the keyword `include`
    @Nullable
    Key inMap(int first) {
        if (first == '"' || first == '\'') {
            Key key = quoted(first);
            if (key == null) {
                String kind = first == '"' ? "double quoted" : "quoted";
                throw cursor.error("Unexpected EOF processing " + kind + " map key.");
            }
            return key;
        }
        if (first == '/') {
            cursor.mark();
            cursor.next();
        }
        Key key = bare();
        if (key != null && cursor.peek() == Cursor.END) {
            throw cursor.error("Unexpected EOF processing map key.");
        }
        return key;
    }

    private Key take() {
        Key key = new Key(cursor.markedText(), cursor.line(), cursor.column(cursor.lengthSinceMark()));
        cursor.mark();
        return key;
    }

    /// The path behind the keyword `include`.
    String includePath() {
        cursor.mark();
        int first = cursor.next();
        while (blank(first)) {
            cursor.mark();
            first = cursor.next();
        }
        if (first == '\'' || first == '"') {
            cursor.mark();
            return quotedPath(first);
        }
        refuse(first);
        int c = first;
        while (!newLine(c) && c != Cursor.END && c != ';' && c != '}' && c != '\'' && !blank(c)) {
            c = cursor.next();
        }
        cursor.back();
        return takePath(c == '\'');
    }

    private String quotedPath(int quote) {
        int c = cursor.next();
        while (c != quote) {
            if (c == Cursor.END) {
                throw cursor.error("Unexpected EOF in " + (quote == '"' ? "double " : "") + "quoted include");
            }
            c = cursor.next();
        }
        cursor.back();
        return takePath(true);
    }

    private String takePath(boolean closingQuote) {
        String path = cursor.markedText();
        if (closingQuote) {
            cursor.next();
        }
        cursor.mark();
        return path;
    }

    private void refuse(int first) {
        String found = switch (first) {
            case '[' -> "start of an array";
            case '{' -> "start of a map";
            case '(' -> "start of a block";
            case '-' -> "start of a number";
            case '\\' -> "escape sequence";
            default -> digit(first) ? "start of a number" : newLine(first) ? "new line" : "";
        };
        if (!found.isEmpty()) {
            throw cursor.error("Expected include value but found " + found);
        }
    }
}
