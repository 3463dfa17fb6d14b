package io.natterjack.domain.stream.check;

import io.natterjack.domain.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/// What has become of a message that was published. Confined; one is used for message after message.
public final class Outcome {
    private @Nullable ApiError error;
    private boolean duplicate;
    private long sequence;

    /// It has this sequence, even if nobody wanted it and it is not kept.
    public Outcome stored(long number) {
        return set(number, false, null);
    }

    /// Another message with the same id has this sequence.
    public Outcome duplicate(long number) {
        return set(number, true, null);
    }

    public Outcome refused(ApiError why) {
        return set(0, false, why);
    }

    /// Null if it is stored, or a duplicate of one that is.
    public @Nullable ApiError error() {
        return error;
    }

    public boolean duplicate() {
        return duplicate;
    }

    /// 0 if it was refused.
    public long sequence() {
        return sequence;
    }

    private Outcome set(long number, boolean again, @Nullable ApiError why) {
        sequence = number;
        duplicate = again;
        error = why;
        return this;
    }
}
