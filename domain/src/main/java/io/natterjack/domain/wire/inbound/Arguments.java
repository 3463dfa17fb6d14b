package io.natterjack.domain.wire.inbound;

/// The arguments of one protocol line: where each begins and ends. Separated by any run of blanks and tabs.
final class Arguments {
    /// More than any verb takes, so that one too many can be told from enough.
    private static final int COUNT_MAX = 5;

    private final int[] from = new int[COUNT_MAX];
    private final int[] to = new int[COUNT_MAX];
    private int count;

    /// Splits a line.
    ///
    /// @return how many arguments there are; [#COUNT_MAX] stands for that many or more
    int split(byte[] bytes, int start, int end) {
        int found = 0;
        int at = start;
        while (found < COUNT_MAX) {
            while (at < end && isBlank(bytes[at])) {
                at++;
            }
            if (at == end) {
                break;
            }
            from[found] = at;
            while (at < end && !isBlank(bytes[at])) {
                at++;
            }
            to[found++] = at;
        }
        count = found;
        return found;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return from[index];
    }

    int to(int index) {
        return to[index];
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
