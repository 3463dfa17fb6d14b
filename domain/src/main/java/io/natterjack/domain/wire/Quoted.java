package io.natterjack.domain.wire;

/// Text in double quotes with everything unprintable escaped, as the reference's log shows it.
public final class Quoted {
    private static final String HEX = "0123456789abcdef";

    private Quoted() {}

    public static String text(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            append(quoted, text.charAt(i));
        }
        return quoted.append('"').toString();
    }

    public static String bytes(byte[] bytes, int from, int to) {
        StringBuilder quoted = new StringBuilder(to - from + 2).append('"');
        for (int at = from; at < to; at++) {
            append(quoted, (char) (bytes[at] & 0xff));
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\r' -> quoted.append("\\r");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (c < ' ' || (c >= 0x7f && c <= 0xff)) {
                    quoted.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    quoted.append(c);
                }
            }
        }
    }
}
