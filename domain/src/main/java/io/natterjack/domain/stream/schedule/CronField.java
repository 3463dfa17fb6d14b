package io.natterjack.domain.stream.schedule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One field of a cron pattern: ranges with commas between them, such as `1-5`, `*/15`, `mon,wed` or `10/20`.
///
/// @param values · bit n is set for the value n
/// @param open   · it was written as `*` or `?`, so that it says nothing
record CronField(long values, boolean open) {
    boolean has(int value) {
        return (values & 1L << value) != 0;
    }

    static @Nullable CronField parse(String text, Unit unit) {
        long values = 0;
        boolean open = false;
        for (String range : text.split(",", -1)) {
            if (range.isEmpty()) {
                continue;
            }
            CronField part = range(range, unit);
            if (part == null) {
                return null;
            }
            values |= part.values;
            open |= part.open;
        }
        return new CronField(values, open);
    }

    private static @Nullable CronField range(String text, Unit unit) {
        String[] rangeAndStep = text.split("/", -1);
        String[] ends = rangeAndStep[0].split("-", -1);
        boolean any = ends[0].equals("*") || ends[0].equals("?");
        if (rangeAndStep.length > 2 || (!any && ends.length > 2)) {
            return null;
        }
        int step = rangeAndStep.length == 2 ? number(rangeAndStep[1]) : 1;
        int from = any ? unit.first : unit.value(ends[0]);
        int to = from;
        if (any || (ends.length == 1 && rangeAndStep.length == 2)) {
            to = unit.last;
        } else if (ends.length == 2) {
            to = unit.value(ends[1]);
        }
        if (step < 1 || from < unit.first || to > unit.last || from > to) {
            return null;
        }
        long values = 0;
        for (int value = from; value <= to; value += step) {
            values |= 1L << value;
        }
        return new CronField(values, any && step == 1);
    }

    /// -1 if it is none.
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(text);
    }

    /// What a field counts.
    enum Unit {
        SECOND(0, 59, ""),
        MINUTE(0, 59, ""),
        HOUR(0, 23, ""),
        DAY(1, 31, ""),
        MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
        WEEKDAY(0, 6, "sun mon tue wed thu fri sat");

        private final int first;
        private final int last;
        private final String names;

        Unit(int first, int last, String names) {
            this.first = first;
            this.last = last;
            this.names = names;
        }

        private int value(String text) {
            if (text.isEmpty()) {
                return -1;
            }
            int name = List.of(names.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
            return name >= 0 ? first + name : number(text);
        }
    }
}
