package io.natterjack.app.config.syntax;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;

/// A value without parts, as it is written.
///
/// @param kind   · what its shape says it is
/// @param text   · without quotes and with escapes resolved
/// @param line   · where it ends
/// @param column · where it begins
record Scalar(Kind kind, String text, int line, int column) {
    enum Kind {
        STRING,
        BOOLEAN,
        INTEGER,
        FLOAT,
        DATE_TIME,
        /// The text is the name behind the `$`.
        VARIABLE
    }

    /// @throws ConfigException if the text is out of range or no value of its kind
    Value value() {
        return switch (kind) {
            case STRING, VARIABLE -> new Value.Text(text);
            case BOOLEAN ->
                new Value.Truth(
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "yes", "on" -> true;
                            default -> false;
                        });
            case INTEGER -> new Value.Whole(integer());
            case FLOAT -> new Value.Real(real());
            case DATE_TIME -> new Value.Moment(moment());
        };
    }

    private long integer() {
        int digits = 0;
        while (digits < text.length() && (Cursor.digit(text.charAt(digits)) || text.charAt(digits) == '-')) {
            digits++;
        }
        return number(text.substring(0, digits)) * unit(text.substring(digits));
    }

    private long number(String digits) {
        if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-')) {
            throw new ConfigException("expected integer, but got '" + text + "'");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new ConfigException("integer '" + text + "' is out of the range");
        }
    }

    /// A product that does not fit wraps around, as in the reference.
    private long unit(String suffix) {
        return switch (suffix.toLowerCase(Locale.ROOT)) {
            case "" -> 1;
            case "k" -> 1_000L;
            case "m" -> 1_000_000L;
            case "g" -> 1_000_000_000L;
            case "t" -> 1_000_000_000_000L;
            case "p" -> 1_000_000_000_000_000L;
            case "e" -> 1_000_000_000_000_000_000L;
            case "kb", "ki", "kib" -> 1L << 10;
            case "mb", "mi", "mib" -> 1L << 20;
            case "gb", "gi", "gib" -> 1L << 30;
            case "tb", "ti", "tib" -> 1L << 40;
            case "pb", "pi", "pib" -> 1L << 50;
            case "eb", "ei", "eib" -> 1L << 60;
            default -> throw new ConfigException("integer '" + text + "' has an unknown unit");
        };
    }

    private double real() {
        try {
            double number = Double.parseDouble(text);
            if (Double.isInfinite(number)) {
                throw new ConfigException("float '" + text + "' is out of the range");
            }
            return number;
        } catch (NumberFormatException _) {
            throw new ConfigException("expected float, but got '" + text + "'");
        }
    }

    private LocalDateTime moment() {
        try {
            return LocalDateTime.parse(text.substring(0, text.length() - 1));
        } catch (DateTimeException _) {
            throw new ConfigException("expected Zulu formatted DateTime, but got '" + text + "'");
        }
    }
}
