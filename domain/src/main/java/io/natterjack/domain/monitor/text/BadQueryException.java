package io.natterjack.domain.monitor.text;

/// A parameter that cannot be understood. The message is for whoever asked, in the words of the reference.
public final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadQueryException(String message) {
        super(message, null, false, false);
    }
}
