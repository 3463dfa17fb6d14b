package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Value;
import java.util.ArrayList;
import java.util.List;

/// A text or an array of texts.
public final class StringList {
    private StringList() {}

    /// @param what · what the texts are, in messages
    /// @throws BadValue if the value is neither
    public static List<String> read(Entry entry, String what) {
        return switch (entry.value()) {
            case Value.Text text -> List.of(text.text());
            case Value.Sequence _ -> items(entry, what);
            default -> throw entry.bad("error parsing " + what + ": unsupported type " + entry.typeName());
        };
    }

    private static List<String> items(Entry entry, String what) {
        List<String> texts = new ArrayList<>();
        for (Entry item : entry.items()) {
            if (item.value() instanceof Value.Text text) {
                texts.add(text.text());
            } else {
                item.error("error parsing " + what + ": unsupported type in array " + item.typeName());
            }
        }
        return texts;
    }
}
