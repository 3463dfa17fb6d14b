package io.natterjack.domain.consumer.ack;

/// What an acknowledgement says.
public enum AckVerb {
    /// Done with it.
    ACK("+ACK", false),
    /// Cannot be done with it now. May be followed by a delay.
    NAK("-NAK", true),
    /// Still at it.
    PROGRESS("+WPI", false),
    /// Done with it, and wants the next. May be followed by a pull request.
    NEXT("+NXT", true),
    /// Will never be done with it. May be followed by a reason.
    TERM("+TERM", true),
    /// Anything else.
    UNKNOWN("", false);

    private final String word;
    private final boolean takesMore;

    AckVerb(String word, boolean takesMore) {
        this.word = word;
        this.takesMore = takesMore;
    }

    /// How many bytes it takes in the payload.
    public int length() {
        return word.length();
    }

    /// The verb of a payload; no payload at all is [#ACK].
    public static AckVerb of(byte[] payload, int from, int to) {
        if (from == to || ACK.begins(payload, from, to) || is("+OK", payload, from, to)) {
            return ACK;
        }
        if (NAK.begins(payload, from, to)) {
            return NAK;
        }
        if (PROGRESS.begins(payload, from, to)) {
            return PROGRESS;
        }
        if (NEXT.begins(payload, from, to)) {
            return NEXT;
        }
        return TERM.begins(payload, from, to) ? TERM : UNKNOWN;
    }

    private boolean begins(byte[] payload, int from, int to) {
        int end = from + word.length();
        return (takesMore ? end <= to : end == to) && is(word, payload, from, end);
    }

    private static boolean is(String word, byte[] payload, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (payload[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
