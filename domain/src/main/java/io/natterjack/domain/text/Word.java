package io.natterjack.domain.text;

import org.jspecify.annotations.Nullable;

/// One of a few words that a field of JSON may hold: an enum.
public interface Word {
    /// As it is written.
    String wire();

    /// The one that is written like this; null if there is none.
    static <E extends Enum<E> & Word> @Nullable E of(Class<E> words, String wire) {
        for (E each : words.getEnumConstants()) {
            if (each.wire().equals(wire)) {
                return each;
            }
        }
        return null;
    }
}
