package io.natterjack.domain.jetstream.json;

/// A text is not JSON, or not the JSON that was expected. The message is the reference's. It has no stack.
public final class InvalidJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
        super(message, null, false, false);
    }
}
