package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import java.util.Locale;

/// `jetstream` with a word behind it rather than a block.
final class Switch {
    private Switch() {}

    static boolean on(Entry entry, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "enabled", "enable" -> true;
            case "disabled", "disable" -> false;
            default -> throw entry.bad("Expected 'enabled' or 'disabled' for string value, got '" + word + "'");
        };
    }

    /// What stands behind it is neither a word nor a block.
    static BadValue unfit(Entry entry) {
        return entry.bad("Expected map, bool or string to define JetStream, got " + entry.typeName());
    }
}
