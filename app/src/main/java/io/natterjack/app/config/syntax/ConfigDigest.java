package io.natterjack.app.config.syntax;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The hash over a configuration's content.
///
/// Operators compare digests of servers, also between the reference and this server, so it is taken over exactly the
/// bytes that the reference would encode: JSON without blanks, keys sorted by their bytes, characters that matter to
/// HTML escaped, and a new line at the end.
final class ConfigDigest {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder json = new StringBuilder(256);

    private ConfigDigest() {}

    static String of(Block root) {
        ConfigDigest digest = new ConfigDigest();
        digest.write(root);
        digest.json.append('\n');
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:"
                    + HEX.formatHex(sha256.digest(digest.json.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write(Value value) {
        switch (value) {
            case Value.Text text -> quote(text.text());
            case Value.Whole whole -> json.append(whole.number());
            case Value.Real real -> json.append(real.json());
            case Value.Truth truth -> json.append(truth.on());
            case Value.Moment moment ->
                json.append('"')
                        .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment.at()))
                        .append("Z\"");
            case Value.Sequence sequence -> list(sequence);
            case Block block -> map(block);
        }
    }

    private void list(Value.Sequence sequence) {
        String between = "[";
        for (Token item : sequence.items()) {
            json.append(between);
            write(item.value());
            between = ",";
        }
        json.append(sequence.items().isEmpty() ? "[]" : "]");
    }

    private void map(Block block) {
        List<Map.Entry<String, Token>> entries = new ArrayList<>(block.entries().entrySet());
        entries.sort(Map.Entry.comparingByKey(ConfigDigest::compareCodePoints));
        String between = "{";
        for (Map.Entry<String, Token> entry : entries) {
            json.append(between);
            quote(entry.getKey());
            json.append(':');
            write(entry.getValue().value());
            between = ",";
        }
        json.append(entries.isEmpty() ? "{}" : "}");
    }

    /// The order of the UTF-8 bytes, which differs from that of UTF-16 beyond the basic plane.
    private static int compareCodePoints(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '<', '>', '&', 0x2028, 0x2029 -> escape(c);
                default -> {
                    if (c < ' ') {
                        escape(c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    private void escape(char c) {
        json.append("\\u").append(HEX.toHexDigits(c));
    }
}
