package io.natterjack.domain.monitor.text;

/// Spreads a document that stands on one line over many.
final class Indented {
    private final String json;
    private final StringBuilder text;
    private int depth;

    Indented(String json) {
        this.json = json;
        this.text = new StringBuilder(json.length() * 2);
    }

    String text() {
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            switch (c) {
                case '"' -> at = copyString(at);
                case '{', '[' -> at = open(at);
                case '}', ']' -> {
                    depth--;
                    newLine();
                    text.append(c);
                }
                case ',' -> {
                    text.append(c);
                    newLine();
                }
                case ':' -> text.append(": ");
                default -> text.append(c);
            }
            at++;
        }
        return text.toString();
    }

    /// @return index of the closing quote
    private int copyString(int quote) {
        int at = quote + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        text.append(json, quote, at + 1);
        return at;
    }

    /// An empty object or list stays in one piece.
    ///
    /// @return index of the last character that was copied
    private int open(int at) {
        text.append(json.charAt(at));
        char next = json.charAt(at + 1);
        if (next == '}' || next == ']') {
            text.append(next);
            return at + 1;
        }
        depth++;
        newLine();
        return at;
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(depth));
    }
}
