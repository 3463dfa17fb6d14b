package io.natterjack.domain.stream.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.text.Digits;
import io.natterjack.domain.text.GoDuration;
import java.util.Locale;

/// How long one message lives, as its publisher has written it: seconds, a duration of a second or more, or `never`.
public final class MessageTtl {
    /// Nothing was said.
    public static final long UNSET = 0;
    /// It outlives the age limit of the stream.
    public static final long NEVER = -1;
    /// What was said makes no sense.
    public static final long INVALID = Long.MIN_VALUE;

    private static final long SECOND_NANOS = 1_000_000_000;
    /// Beyond this a moment in nanoseconds does not fit any more.
    private static final long SECONDS_MAX = Long.MAX_VALUE / SECOND_NANOS / 2;

    private MessageTtl() {}

    /// @return seconds, or one of the constants
    public static long parse(String text) {
        if (text.isEmpty()) {
            return UNSET;
        }
        if (text.toLowerCase(Locale.ROOT).equals("never")) {
            return NEVER;
        }
        if (text.equals("0")) {
            return INVALID;
        }
        byte[] digits = text.getBytes(UTF_8);
        long plain = Digits.parse(digits, 0, digits.length);
        if (plain != Digits.NONE) {
            return Math.min(plain, SECONDS_MAX);
        }
        long nanos = GoDuration.parseOrNone(text);
        return nanos < SECOND_NANOS ? INVALID : nanos / SECOND_NANOS;
    }
}
