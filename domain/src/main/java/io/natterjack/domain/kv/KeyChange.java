package io.natterjack.domain.kv;

import io.natterjack.domain.kv.KeyValueEntry.Operation;
import java.time.Duration;

/// What somebody wants to do to a key, and under which condition. Does not change; its value is borrowed until
/// it has been applied.
public final class KeyChange {
    /// Condition: whatever is there.
    static final long ANYWAY = -1;
    /// Condition: the key must not be there. It never was, or it has been deleted.
    static final long ABSENT = -2;

    private static final byte[] NOTHING = {};

    private final String key;
    private final byte[] value;
    private final Operation operation;
    private final long condition;
    private final long ttlSeconds;

    private KeyChange(String key, byte[] value, Operation operation, long condition, long ttlSeconds) {
        this.key = KeyValueNames.requireKey(key);
        this.value = value;
        this.operation = operation;
        this.condition = condition;
        this.ttlSeconds = ttlSeconds;
    }

    /// Puts a value, whatever was there.
    public static KeyChange put(String key, byte[] value) {
        return new KeyChange(key, value, Operation.PUT, ANYWAY, 0);
    }

    /// Puts a value where there is none.
    public static KeyChange create(String key, byte[] value) {
        return new KeyChange(key, value, Operation.PUT, ABSENT, 0);
    }

    /// Puts a value in place of another one.
    public static KeyChange update(String key, byte[] value, long revision) {
        return put(key, value).ifRevision(revision);
    }

    /// Marks a key as gone, and leaves its history.
    public static KeyChange delete(String key) {
        return new KeyChange(key, NOTHING, Operation.DELETE, ANYWAY, 0);
    }

    /// Marks a key as gone, and removes its history.
    public static KeyChange purge(String key) {
        return new KeyChange(key, NOTHING, Operation.PURGE, ANYWAY, 0);
    }

    /// Only if this is the latest revision of the key; 0 for a key that has no revision at all.
    public KeyChange ifRevision(long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("a revision cannot be negative");
        }
        return new KeyChange(key, value, operation, revision, ttlSeconds);
    }

    /// Lets what is created go after a time, or the marker that a purge leaves, in a bucket with limit markers.
    /// Nothing else can go by itself: behind a value that goes, an older one would come up again. In a bucket
    /// with history, nothing goes before a marker of its own would.
    ///
    /// @param time · a second or more; parts of a second do not count
    /// @throws IllegalArgumentException if it is neither a creation nor a purge, or the time is too short
    public KeyChange withTtl(Duration time) {
        if (operation != Operation.PURGE && condition != ABSENT) {
            throw new IllegalArgumentException("only a key that is created or purged has a time to live of its own");
        }
        if (time.toSeconds() < 1) {
            throw new IllegalArgumentException("a time to live is a second or more");
        }
        return new KeyChange(key, value, operation, condition, time.toSeconds());
    }

    public String key() {
        return key;
    }

    /// Empty for a deletion.
    public byte[] value() {
        return value;
    }

    public Operation operation() {
        return operation;
    }

    /// [#ANYWAY], [#ABSENT], or the revision that has to be the key's latest.
    long condition() {
        return condition;
    }

    /// After which it is gone by itself; 0 for never.
    long ttlSeconds() {
        return ttlSeconds;
    }

    @Override
    public String toString() {
        return operation + " " + key + (condition == ANYWAY ? "" : " if " + condition);
    }
}
