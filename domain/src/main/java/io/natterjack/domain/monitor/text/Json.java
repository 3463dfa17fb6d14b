package io.natterjack.domain.monitor.text;

import io.avaje.jsonb.Jsonb;
import java.util.Map;

/// Writes documents the way the reference does: two blanks for each level, and no character that means something in
/// HTML left as it is.
public final class Json {
    private static final Jsonb JSON = Jsonb.instance();

    private Json() {}

    /// One object with the fields of all parts, one part after the other, on lines of its own.
    ///
    /// @param parts · records that are written as objects
    public static String page(Object... parts) {
        return new Indented(line(parts)).text();
    }

    /// An object that stands on a single line, as a page.
    public static String indented(String object) {
        return new Indented(object).text();
    }

    /// The same on a single line.
    public static String line(Object... parts) {
        StringBuilder object = new StringBuilder("{");
        for (Object part : parts) {
            String json = JSON.toJson(part);
            if (object.length() > 1 && json.length() > 2) {
                object.append(',');
            }
            object.append(json, 1, json.length() - 1);
        }
        return escape(object.append('}').toString());
    }

    /// These characters stand only inside of strings.
    private static String escape(String json) {
        return json.replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /// What a document says, as maps, lists, texts, numbers and truth values.
    @SuppressWarnings("unchecked") // keys of JSON are texts
    public static Map<String, Object> read(String object) {
        return (Map<String, Object>) JSON.type(Object.class).fromJson(object);
    }
}
