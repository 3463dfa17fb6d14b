package io.natterjack.app.config.syntax;

/// The classes of characters that the language knows.
final class Characters {
    private Characters() {}

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
        return newLine(c) || c == Cursor.END || c == '}' || c == ';' || c == ',' || blank(c);
    }

    /// A character inside a message.
    static String shown(int c) {
        return c == '\n' ? "\\n" : Character.toString(c);
    }
}
