package io.natterjack.app.config.syntax;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Keys with their values, in the order of the file. A key that comes twice counts once, with its last value.
public final class Block implements Value {
    private final SequencedMap<String, Token> entries = new LinkedHashMap<>();

    void put(String key, Token token) {
        entries.putLast(key, token);
    }

    /// The value of a key as written, or null.
    public @Nullable Token get(String key) {
        return entries.get(key);
    }

    public SequencedMap<String, Token> entries() {
        return Collections.unmodifiableSequencedMap(entries);
    }
}
