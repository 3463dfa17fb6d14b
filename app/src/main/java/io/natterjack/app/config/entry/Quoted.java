package io.natterjack.app.config.entry;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Texts in quotes inside messages, escaped as the reference escapes them.
public final class Quoted {
    private static final HexFormat HEX = HexFormat.of();

    private Quoted() {}

    public static String of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case 0x07 -> quoted.append("\\a");
                case 0x0b -> quoted.append("\\v");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append("\\x").append(HEX.toHexDigits((byte) c));
                    } else if (printable(c)) {
                        quoted.appendCodePoint(c);
                    } else if (c < 0x10000) {
                        quoted.append("\\u").append(HEX.toHexDigits((char) c));
                    } else {
                        quoted.append("\\U").append(HEX.toHexDigits(c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /// `["a" "b"]`
    public static String list(Collection<String> texts) {
        return texts.stream().map(Quoted::of).collect(Collectors.joining(" ", "[", "]"));
    }
}
