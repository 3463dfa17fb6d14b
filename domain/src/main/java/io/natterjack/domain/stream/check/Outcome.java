package io.natterjack.domain.stream.check;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import org.jspecify.annotations.Nullable;

/// What has become of a message that was published. Confined; one is used for message after message.
public final class Outcome {
    /// How a stream says that it refuses what is new on a subject that has all it may.
    public static final String SUBJECT_FULL = "maximum messages per subject exceeded";

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

    /// Whether it was refused for something that may pass: the same message may be taken later. A stream that is full
    /// may be emptied; on a subject that takes no second message, whoever came first was meant to win.
    public boolean mayPass() {
        if (error == null) {
            return false;
        }
        JetStreamError number = error.error();
        return number == JetStreamError.INSUFFICIENT_RESOURCES
                || number == JetStreamError.ACCOUNT_RESOURCES_EXCEEDED
                || number == JetStreamError.NO_LIMITS
                || (number == JetStreamError.STREAM_STORE_FAILED
                        && !error.description().equals(SUBJECT_FULL));
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
