package io.natterjack.domain.consumer.pull;

import java.util.random.RandomGenerator;

/// The one client whose requests are served, where clients are pinned. Confined.
public final class Pin {
    private static final int ID_LENGTH = 22;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private String id = "";
    private String group = "";
    private long sinceNanos;
    private long dueNanos = Long.MAX_VALUE;

    public boolean isSet() {
        return !id.isEmpty();
    }

    /// Empty if nobody is pinned.
    public String id() {
        return id;
    }

    public String group() {
        return group;
    }

    /// Since 1970; 0 if nobody is pinned.
    public long sinceNanos() {
        return sinceNanos;
    }

    /// When it ends unless there is another request; [Long#MAX_VALUE] if nobody is pinned.
    public long dueNanos() {
        return dueNanos;
    }

    /// Pins somebody, under a new id.
    ///
    /// @param ttlNanos · how long without another request
    public void set(String toGroup, RandomGenerator random, long nowNanos, long ttlNanos) {
        StringBuilder text = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        id = text.toString();
        group = toGroup;
        sinceNanos = nowNanos;
        extend(nowNanos, ttlNanos);
    }

    /// There was another request.
    public void extend(long nowNanos, long ttlNanos) {
        dueNanos = ttlNanos > Long.MAX_VALUE - nowNanos ? Long.MAX_VALUE : nowNanos + ttlNanos;
    }

    public void clear() {
        id = "";
        sinceNanos = 0;
        dueNanos = Long.MAX_VALUE;
    }
}
