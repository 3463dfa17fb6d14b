package io.natterjack.app.cli;

import io.natterjack.domain.text.GoQuoted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads flags the way Go programs do: `-x v`, `-x=v`, `--x v` and `--x=v` are the same; a boolean flag takes a value
/// only behind `=`; the first word that is no flag, or a bare `--`, ends them.
final class FlagParser {
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final List<String> arguments;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int at;

    private FlagParser(List<String> arguments) {
        this.arguments = arguments;
    }

    /// @param values · by the main name of each flag, the last one given wins
    /// @param words  · what follows the flags
    record Parsed(Map<String, Object> values, List<String> words) {}

    /// @throws IllegalArgumentException with the reference's words
    static Parsed parse(List<String> arguments) {
        return new FlagParser(arguments).parsed();
    }

    private Parsed parsed() {
        while (at < arguments.size()) {
            String argument = arguments.get(at);
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                break;
            }
            at++;
            if (argument.equals("--")) {
                break;
            }
            flag(argument);
        }
        return new Parsed(values, new ArrayList<>(arguments.subList(at, arguments.size())));
    }

    private void flag(String argument) {
        String text = argument.substring(argument.startsWith("--") ? 2 : 1);
        if (text.isEmpty() || text.charAt(0) == '-' || text.charAt(0) == '=') {
            throw new IllegalArgumentException("bad flag syntax: " + argument);
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Flag flag = Flag.named(name);
        if (flag == null) {
            throw new IllegalArgumentException("flag provided but not defined: -" + name);
        }
        // A flag that is given again counts at its new place.
        values.remove(flag.mainName());
        if (flag.kind() == Flag.Kind.TRUTH) {
            values.put(flag.mainName(), equals < 0 || truth(text.substring(equals + 1), name));
            return;
        }
        if (equals < 0 && at == arguments.size()) {
            throw new IllegalArgumentException("flag needs an argument: -" + name);
        }
        String value = equals < 0 ? arguments.get(at++) : text.substring(equals + 1);
        if (flag.kind() == Flag.Kind.NUMBER) {
            values.put(flag.mainName(), number(value, name));
        } else {
            values.put(flag.mainName(), value);
        }
    }

    private static boolean truth(String value, String name) {
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new IllegalArgumentException(
                        "invalid boolean value " + GoQuoted.text(value) + " for -" + name + ": parse error");
        };
    }

    /// Decimal, or hexadecimal, octal or binary behind `0x`, `0` or `0o`, and `0b`.
    private static long number(String value, String name) {
        String complaint = "invalid value " + GoQuoted.text(value) + " for flag -" + name + ": ";
        try {
            BigInteger number = integer(value);
            if (number.compareTo(LONG_MIN) < 0 || number.compareTo(LONG_MAX) > 0) {
                throw new IllegalArgumentException(complaint + "value out of range");
            }
            return number.longValue();
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(complaint + "parse error");
        }
    }

    private static BigInteger integer(String value) {
        boolean negative = value.startsWith("-");
        String size = negative || value.startsWith("+") ? value.substring(1) : value;
        int radix = 10;
        String digits = size;
        if (size.length() > 1 && size.charAt(0) == '0') {
            radix = switch (size.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            boolean letter = Character.isLetter(size.charAt(1));
            if (letter && radix == 8 && size.charAt(1) != 'o' && size.charAt(1) != 'O') {
                throw new NumberFormatException(value);
            }
            digits = size.substring(letter ? 2 : 1);
        }
        if (digits.startsWith("-") || digits.startsWith("+")) {
            throw new NumberFormatException(value);
        }
        BigInteger number = new BigInteger(digits, radix);
        return negative ? number.negate() : number;
    }
}
