package io.natterjack.domain.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Text in double quotes, with everything escaped that cannot be printed.
public final class GoQuoted {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DELETE = 0x7f;
    private static final int REPLACEMENT = 0xfffd;

    private GoQuoted() {}

    public static String text(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    /// Several, as in `["a" "b"]`.
    public static String list(Collection<String> texts) {
        return texts.stream().map(GoQuoted::text).collect(Collectors.joining(" ", "[", "]"));
    }

    /// @param bytes · UTF-8; what is not is escaped byte by byte
    public static String bytes(byte[] bytes, int from, int to) {
        StringBuilder quoted = new StringBuilder(to - from + 2).append('"');
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + sequenceLength(bytes[at]));
            int point = new String(bytes, at, end - at, UTF_8).codePointAt(0);
            if (point == REPLACEMENT) {
                quoted.append("\\x").append(HEX.toHexDigits(bytes[at++]));
            } else {
                append(quoted, point);
                at = end;
            }
        }
        return quoted.append('"').toString();
    }

    /// How long the character is that starts with this byte.
    private static int sequenceLength(byte first) {
        if (first >= 0) {
            return 1;
        }
        return Math.clamp(Integer.numberOfLeadingZeros(~(first << 24)), 1, 4);
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').append((char) point);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case 0x07 -> quoted.append("\\a");
            case 0x0b -> quoted.append("\\v");
            default -> {
                if (point < ' ' || point == DELETE) {
                    quoted.append("\\x").append(HEX.toHexDigits((byte) point));
                } else if (printable(point)) {
                    quoted.appendCodePoint(point);
                } else if (Character.isBmpCodePoint(point)) {
                    quoted.append("\\u").append(HEX.toHexDigits((char) point));
                } else {
                    quoted.append("\\U").append(HEX.toHexDigits(point));
                }
            }
        }
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
