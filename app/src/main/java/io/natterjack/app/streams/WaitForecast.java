package io.natterjack.app.streams;

/// Foretells whether the next wait of a thread will be short, from what came after the two waits before.
///
/// What a thread waits for repeats itself. A lone publisher whose messages go to the page cache makes it wait for a
/// short time only, again and again; one whose messages go to the disk makes it wait in turns, long for the disk and
/// shortly for the publisher. So it is remembered what followed each of the four things that two waits can have been.
///
/// Confined to the thread.
final class WaitForecast {
    private static final int HISTORIES = 4;

    private final long shortNanos;
    private final boolean[] shortAfter = new boolean[HISTORIES];
    private int history;

    /// @param shortNanos · a wait below this is short
    WaitForecast(long shortNanos) {
        this.shortNanos = shortNanos;
    }

    boolean isShort() {
        return shortAfter[history];
    }

    /// Learns how long it was.
    void was(long nanos) {
        boolean isShort = nanos < shortNanos;
        shortAfter[history] = isShort;
        history = (history << 1 | (isShort ? 1 : 0)) & HISTORIES - 1;
    }
}
