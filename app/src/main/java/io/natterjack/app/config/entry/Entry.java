package io.natterjack.app.config.entry;

import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Token;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// A key and its value, or one item of an array under the array's key.
///
/// The typed accessors throw [BadValue] with the reference's words when the value is of another type; whoever walks
/// through keys with [#each] need not care.
///
/// @param key      · as written
/// @param token    · the value and its position
/// @param findings · takes complaints
public record Entry(String key, Token token, Findings findings) {
    private static final long SECONDS_MAX = Long.MAX_VALUE / GoDuration.SECOND_NANOS;

    /// Hands over every entry, and notes those that cannot take their value.
    public static void each(Block block, Findings findings, Consumer<Entry> reader) {
        block.entries().forEach((key, token) -> guarded(new Entry(key, token, findings), reader));
    }

    private static void guarded(Entry entry, Consumer<Entry> reader) {
        try {
            reader.accept(entry);
        } catch (BadValue e) {
            entry.findings.error(e.reason());
        }
    }

    /// The key as the server compares it.
    public String name() {
        return key.toLowerCase(Locale.ROOT);
    }

    public Value value() {
        return token.value();
    }

    /// What the value's type is called in messages.
    public String typeName() {
        return value().typeName();
    }

    public String text() {
        if (value() instanceof Value.Text text) {
            return text.text();
        }
        throw wrongType("string");
    }

    public long whole() {
        if (value() instanceof Value.Whole whole) {
            return whole.number();
        }
        throw wrongType("int64");
    }

    /// A whole number of which nobody needs more than 32 bits: what is larger is taken as the largest.
    public int number() {
        return Math.clamp(whole(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public boolean truth() {
        if (value() instanceof Value.Truth truth) {
            return truth.on();
        }
        throw wrongType("bool");
    }

    public Block block() {
        if (value() instanceof Block block) {
            return block;
        }
        throw wrongType("map[string]interface {}");
    }

    public List<Entry> items() {
        if (value() instanceof Value.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> new Entry(key, item, findings))
                    .toList();
        }
        throw wrongType("[]interface {}");
    }

    /// Hands over every entry of the block that is this value.
    public void each(Consumer<Entry> reader) {
        each(block(), findings, reader);
    }

    /// Hands over every item of the array that is this value.
    public void eachItem(Consumer<Entry> reader) {
        items().forEach(item -> guarded(item, reader));
    }

    /// A duration in text form, or a number of seconds, which is an old form and warned about.
    ///
    /// @param field · the key's name in messages
    /// @return nanoseconds; 0 if the text is none, which is noted
    public long durationNanos(String field) {
        if (value() instanceof Value.Text text) {
            try {
                return GoDuration.parse(text.text());
            } catch (IllegalArgumentException e) {
                error("error parsing " + field + ": " + e.getMessage());
                return 0;
            }
        }
        findings.warning(
                token,
                "invalid use of field " + GoQuoted.text(field) + ": " + field + " should be converted to a duration");
        return GoDuration.SECOND_NANOS * Math.clamp(whole(), -SECONDS_MAX, SECONDS_MAX);
    }

    public void error(String reason) {
        findings.error(token, reason);
    }

    public BadValue bad(String reason) {
        return new BadValue(token.position() + ": " + reason);
    }

    /// No reader knows the key. That is an error, unless a variable refers to it.
    public void unknown() {
        if (!token.usedAsVariable()) {
            error("unknown field " + GoQuoted.text(key));
        }
    }

    private BadValue wrongType(String wanted) {
        return bad("interface conversion: interface {} is " + typeName() + ", not " + wanted);
    }
}
