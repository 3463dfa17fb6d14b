package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoQuoted;

/// Numbers as JetStream's keys take them: more loosely than others, and with complaints of their own.
final class Sizes {
    private static final String UNITS = "KMGT";
    private static final int UNIT_BITS = 10;

    private Sizes() {}

    /// A number of bytes, or a text of a number and one of the letters K, M, G and T.
    ///
    /// @param what · the key's name in complaints
    static long bytes(Entry entry, String what) {
        return switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Text text -> text.text().isEmpty() ? 0 : ofText(entry, text.text(), what);
            default -> throw entry.bad(what + " must be int64 or string");
        };
    }

    private static long ofText(Entry entry, String text, String what) {
        String digits = text.substring(0, text.length() - 1);
        long number;
        try {
            number = Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw entry.bad(what + " strconv.ParseInt: parsing " + GoQuoted.text(digits) + ": invalid syntax");
        }
        int unit = UNITS.indexOf(text.charAt(text.length() - 1));
        if (unit < 0) {
            throw entry.bad(what + " sizes defined as strings must end in K, M, G, T");
        }
        return number << (UNIT_BITS * (unit + 1));
    }

    static long whole(Entry entry) {
        if (entry.value() instanceof Value.Whole whole) {
            return whole.number();
        }
        throw entry.bad("Expected a parseable size for " + got(entry));
    }

    /// A whole number of which nobody needs more than 32 bits.
    static int number(Entry entry) {
        return Math.clamp(whole(entry), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// A whole number that is not negative.
    static void positive(Entry entry) {
        if (!(entry.value() instanceof Value.Whole whole) || whole.number() < 0) {
            throw entry.bad("Expected an absolute size for " + got(entry));
        }
    }

    static String got(Entry entry) {
        return GoQuoted.text(entry.key()) + ", got " + entry.value().shown();
    }
}
