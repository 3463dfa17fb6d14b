package io.natterjack.app.config.syntax;

import static io.natterjack.app.config.syntax.Characters.blank;
import static io.natterjack.app.config.syntax.Characters.digit;
import static io.natterjack.app.config.syntax.Characters.newLine;

/// Reads the path behind the keyword `include`.
final class IncludeReader {
    private final Cursor cursor;

    IncludeReader(Cursor cursor) {
        this.cursor = cursor;
    }

    String path() {
        cursor.mark();
        int first = cursor.next();
        while (blank(first)) {
            cursor.mark();
            first = cursor.next();
        }
        if (first == '\'' || first == '"') {
            cursor.mark();
            return quoted(first);
        }
        refuse(first);
        int c = first;
        while (!newLine(c) && c != Cursor.END && c != ';' && c != '}' && c != '\'' && !blank(c)) {
            c = cursor.next();
        }
        cursor.back();
        return take(c == '\'');
    }

    private String quoted(int quote) {
        int c = cursor.next();
        while (c != quote) {
            if (c == Cursor.END) {
                throw cursor.error("Unexpected EOF in " + (quote == '"' ? "double " : "") + "quoted include");
            }
            c = cursor.next();
        }
        cursor.back();
        return take(true);
    }

    private String take(boolean closingQuote) {
        String path = cursor.markedText();
        if (closingQuote) {
            cursor.next();
        }
        cursor.mark();
        return path;
    }

    private void refuse(int first) {
        String found =
                switch (first) {
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
