package io.natterjack.postgres.link;

/// How long to wait before the next attempt: doubles from a tenth of a second up to a bound. Confined.
public final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final long longestMillis;
    private long millis = FIRST_MILLIS;

    public Backoff() {
        this(LONGEST_MILLIS);
    }

    public Backoff(long longestMillis) {
        this.longestMillis = longestMillis;
    }

    /// To wait now.
    public long nextMillis() {
        long now = millis;
        millis = Math.min(longestMillis, millis * 2);
        return now;
    }

    public void reset() {
        millis = FIRST_MILLIS;
    }
}
