package io.natterjack.domain.consumer.text;

/// A text is no JSON, or not the JSON that is wanted. Its message is in the words of the reference. It is part of the
/// conversation, not a fault: it has no stack.
public final class JsonBadException extends Exception {
    private static final long serialVersionUID = 1;

    JsonBadException(String message) {
        super(message, null, false, false);
    }
}
