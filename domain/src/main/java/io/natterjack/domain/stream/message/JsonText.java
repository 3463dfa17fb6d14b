package io.natterjack.domain.stream.message;

import io.natterjack.domain.jetstream.error.ApiError;

/// The few pieces of JSON that are written by hand, as the reference writes them.
public final class JsonText {
    private JsonText() {}

    /// A text in quotes. Marks of HTML are escaped, as Go does it.
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> unicode(json, c);
                default -> {
                    if (c < ' ') {
                        unicode(json, c);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /// An error as an object.
    public static String error(ApiError error) {
        return "{\"code\":" + error.error().code() + ",\"err_code\":"
                + error.error().errCode() + ",\"description\":" + quoted(error.description()) + "}";
    }

    private static void unicode(StringBuilder json, char c) {
        String digits = Integer.toHexString(c);
        json.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
    }
}
