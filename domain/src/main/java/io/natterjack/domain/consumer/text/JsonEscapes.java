package io.natterjack.domain.consumer.text;

/// Resolves the escapes in the text of a JSON string.
final class JsonEscapes {
    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {}

    /// What cannot be resolved stays as it is.
    static String resolve(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\' || at == raw.length()) {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(at++);
            if (kind == 'u' && at + HEX_DIGITS <= raw.length() && hex(raw, at)) {
                text.append((char) Integer.parseInt(raw.substring(at, at + HEX_DIGITS), 16));
                at += HEX_DIGITS;
            } else {
                text.append(plain(kind));
            }
        }
        return text.toString();
    }

    private static boolean hex(String raw, int from) {
        for (int at = from; at < from + HEX_DIGITS; at++) {
            if (Character.digit(raw.charAt(at), 16) < 0 || raw.charAt(at) > 'f') {
                return false;
            }
        }
        return true;
    }

    private static char plain(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
        };
    }
}
