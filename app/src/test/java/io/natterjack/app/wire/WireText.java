package io.natterjack.app.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.regex.Matcher.quoteReplacement;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Bytes as one printable line, and back.
///
/// `\r`, `\n`, `\t`, `\\` and `\xNN` mean what they mean elsewhere; `{300*a}` is the letter a three hundred times.
final class WireText {
    private static final Pattern WRITTEN_RUN = Pattern.compile("\\{(\\d+)\\*([^}])}");
    private static final Pattern LONG_RUN = Pattern.compile("([A-Za-z0-9 .])\\1{31,}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|([rnt\\\\]))");

    private WireText() {}

    static byte[] toBytes(String text) {
        String whole = WRITTEN_RUN
                .matcher(text)
                .replaceAll(run -> quoteReplacement(run.group(2).repeat(Integer.parseInt(run.group(1)))));
        return ESCAPE.matcher(whole)
                .replaceAll(escape -> quoteReplacement(String.valueOf(unescaped(escape))))
                .getBytes(ISO_8859_1);
    }

    static String toText(String bytes) {
        var text = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\\' -> text.append("\\\\");
                default -> text.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : "\\x%02x".formatted((int) c));
            }
        }
        return LONG_RUN.matcher(text)
                .replaceAll(
                        run -> quoteReplacement("{%d*%s}".formatted(run.group().length(), run.group(1))));
    }

    private static char unescaped(MatchResult escape) {
        if (escape.group(1) != null) {
            return (char) Integer.parseInt(escape.group(1), 16);
        }
        return switch (escape.group(2)) {
            case "r" -> '\r';
            case "n" -> '\n';
            case "t" -> '\t';
            default -> '\\';
        };
    }
}
