package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.text.GoQuoted;
import io.natterjack.domain.text.Word;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Fields that hold one of a few words.
final class Words {
    private Words() {}

    static <E extends Enum<E> & Word> E read(JsonField field, Class<E> words) {
        return read(field, word -> Word.of(words, word));
    }

    /// @param of · null for a word that stands for nothing
    static <E> E read(JsonField field, Function<String, @Nullable E> of) {
        return field.word(of, raw -> "can not unmarshal " + GoQuoted.text(raw));
    }
}
