package io.natterjack.domain.monitor.text;

import io.natterjack.domain.text.GoQuoted;
import io.natterjack.ports.monitor.MonitorRequest;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/// The parameters of a request, in the types that the pages want. An absent or empty one is zero, false or empty.
///
/// Every method but [#text] throws [BadQueryException] for what is not of its type.
public record Query(MonitorRequest request) {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");
    private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern UNSIGNED = Pattern.compile("[0-9]+");
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    public String text(String name) {
        String value = request.first(name);
        return value == null ? "" : value;
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value.isEmpty() || FALSE.contains(value)) {
            return false;
        }
        if (TRUE.contains(value)) {
            return true;
        }
        throw bad("boolean", name, "ParseBool", value, "invalid syntax");
    }

    /// A number for a place in a list.
    ///
    /// @return within the range of `int`: lists are not longer
    public int index(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return 0;
        }
        if (!SIGNED.matcher(value).matches()) {
            throw bad("int", name, "Atoi", value, "invalid syntax");
        }
        BigInteger number = new BigInteger(value);
        if (number.bitLength() > 63) {
            throw bad("int", name, "Atoi", value, "value out of range");
        }
        return Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// A number that names something.
    ///
    /// @return unsigned
    public long id(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return 0;
        }
        if (!UNSIGNED.matcher(value).matches()) {
            throw bad("uint64", name, "ParseUint", value, "invalid syntax");
        }
        BigInteger number = new BigInteger(value);
        if (number.compareTo(UNSIGNED_END) >= 0) {
            throw bad("uint64", name, "ParseUint", value, "value out of range");
        }
        return number.longValue();
    }

    /// How much the parameter `subs` asks for.
    public Detail subscriptions() {
        if (text("subs").equalsIgnoreCase("detail")) {
            return Detail.FULL;
        }
        return flag("subs") ? Detail.NAMES : Detail.NONE;
    }

    /// The part of a list that the parameters `offset` and `limit` ask for.
    public Window window() {
        int limit = index("limit");
        return new Window(Math.max(0, index("offset")), limit <= 0 ? Window.LIMIT_DEFAULT : limit);
    }

    private static BadQueryException bad(String type, String name, String function, String value, String why) {
        return new BadQueryException("Error decoding " + type + " for '" + name + "': strconv." + function
                + ": parsing " + GoQuoted.text(value) + ": " + why);
    }

    /// How much is said about subscriptions.
    public enum Detail {
        NONE,
        NAMES,
        FULL
    }
}
