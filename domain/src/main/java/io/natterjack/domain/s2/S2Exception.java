package io.natterjack.domain.s2;

/// What was read is no S2. It is part of the conversation, not a fault: it has no stack.
public final class S2Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    S2Exception(String message) {
        super(message, null, false, false);
    }
}
