package io.natterjack.domain.monitor.text;

/// Text in double quotes, with everything escaped that is not printable.
public final class GoQuoted {
    private static final int ASCII_END = 0x7f;

    private GoQuoted() {}

    public static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (point < ' ' || point == ASCII_END) {
                    quoted.append(String.format("\\x%02x", point));
                } else if (point < ASCII_END || Character.isLetterOrDigit(point)) {
                    quoted.appendCodePoint(point);
                } else {
                    quoted.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
                }
            }
        }
    }
}
