package io.natterjack.app.config.syntax;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What can stand on the right side of a key.
public sealed interface Value
        permits Value.Text, Value.Whole, Value.Real, Value.Truth, Value.Moment, Value.Sequence, Block {
    /// The name of the value's type in messages to operators. They are the reference's names.
    default String typeName() {
        return switch (this) {
            case Text _ -> "string";
            case Whole _ -> "int64";
            case Real _ -> "float64";
            case Truth _ -> "bool";
            case Moment _ -> "time.Time";
            case Sequence _ -> "[]interface {}";
            case Block _ -> "map[string]interface {}";
        };
    }

    /// The value as it appears inside messages to operators.
    default String shown() {
        return switch (this) {
            case Text text -> text.text();
            case Whole whole -> Long.toString(whole.number());
            case Real real -> real.plainFrom(-4);
            case Truth truth -> Boolean.toString(truth.on());
            case Moment moment -> Moment.SHOWN.format(moment.at());
            case Sequence sequence ->
                sequence.items().isEmpty() ? "[]" : "[" + sequence.items().size() + " items]";
            case Block block ->
                block.entries().isEmpty()
                        ? "map[]"
                        : "map of " + block.entries().size() + " keys";
        };
    }

    /// A string, without its quotes.
    record Text(String text) implements Value {}

    /// A whole number, its unit suffix already applied.
    record Whole(long number) implements Value {}

    record Real(double number) implements Value {
        private static final int EXPONENT_FORM_FROM = 21;

        /// The number as JSON, the way the reference encodes it: the digest of a configuration depends on it.
        String json() {
            return plainFrom(-6).replace("e-0", "e-");
        }

        /// The shortest text of the number, in exponent form from the exponent 21 on.
        ///
        /// @param exponent · the smallest one that needs no exponent form
        private String plainFrom(int exponent) {
            if (number == 0) {
                return 1 / number < 0 ? "-0" : "0";
            }
            BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
            int power = exact.precision() - exact.scale() - 1;
            if (power >= exponent && power < EXPONENT_FORM_FROM) {
                return exact.toPlainString();
            }
            String digits = exact.unscaledValue().abs().toString();
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            int size = Math.abs(power);
            return (number < 0 ? "-" : "") + mantissa + (power < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
        }
    }

    record Truth(boolean on) implements Value {}

    /// A date and time in UTC.
    record Moment(LocalDateTime at) implements Value {
        private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'");
    }

    record Sequence(List<Token> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }
}
