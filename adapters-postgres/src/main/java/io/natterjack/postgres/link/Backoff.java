package io.natterjack.postgres.link;

/// How long to wait before the next attempt: doubles from a tenth of a second to five seconds. Confined.
public final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LAST_MILLIS = 5_000;

    private long millis = FIRST_MILLIS;

    /// To wait now.
    public long nextMillis() {
        long now = millis;
        millis = Math.min(LAST_MILLIS, millis * 2);
        return now;
    }

    public void reset() {
        millis = FIRST_MILLIS;
    }
}
