package io.natterjack.domain.wire.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/// The verbs a client may send, in any mixture of upper and lower case.
@SuppressWarnings("ImmutableEnumChecker") // the arrays stay inside
enum Verb {
    PUB("PUB", true),
    HPUB("HPUB", true),
    SUB("SUB", true),
    UNSUB("UNSUB", true),
    PING("PING", false),
    PONG("PONG", false),
    CONNECT("CONNECT", false),
    INFO("INFO", false),
    OK("+OK", false),
    ERR("-ERR", true);

    private final byte[] upper;
    private final byte[] lower;
    private final boolean takesArguments;

    Verb(String text, boolean takesArguments) {
        this.upper = text.getBytes(ISO_8859_1);
        this.lower = upper.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = upper[i] >= 'A' && upper[i] <= 'Z' ? (byte) (upper[i] + 32) : upper[i];
        }
        this.takesArguments = takesArguments;
    }

    int length() {
        return upper.length;
    }

    /// A blank has to follow. Where it does not, whatever stands between verb and line end is taken as it is.
    boolean takesArguments() {
        return takesArguments;
    }

    /// @return the verb, or one of those that begin so; null if none does
    static @Nullable Verb startingWith(byte first) {
        return switch (first) {
            case 'P', 'p' -> PUB;
            case 'H', 'h' -> HPUB;
            case 'S', 's' -> SUB;
            case 'U', 'u' -> UNSUB;
            case 'C', 'c' -> CONNECT;
            case 'I', 'i' -> INFO;
            case '+' -> OK;
            case '-' -> ERR;
            default -> null;
        };
    }

    static @Nullable Verb startingWithP(byte second) {
        return switch (second) {
            case 'U', 'u' -> PUB;
            case 'I', 'i' -> PING;
            case 'O', 'o' -> PONG;
            default -> null;
        };
    }

    /// Whether the bytes are this verb, as far as they have arrived.
    boolean matches(byte[] bytes, int from, int to) {
        int end = Math.min(upper.length, to - from);
        for (int i = 0; i < end; i++) {
            byte b = bytes[from + i];
            if (b != upper[i] && b != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
