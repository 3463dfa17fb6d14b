package io.natterjack.domain.memory.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One token of a pattern.
final class Token {
    private final Kind kind;
    private final byte[] bytes;
    private final int hash;

    Token(String text, boolean last) {
        bytes = text.getBytes(UTF_8);
        hash = ByteKey.hash(bytes, 0, bytes.length);
        kind = switch (text) {
            case "*" -> Kind.ANY;
            case ">" -> last ? Kind.REST : Kind.LITERAL;
            default -> Kind.LITERAL;
        };
    }

    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    /// As [ByteKey] has it.
    int hash() {
        return hash;
    }

    /// What it means.
    enum Kind {
        LITERAL,
        ANY,
        REST
    }
}
