package io.natterjack.app.ops;

/// A server could not start. The message is what the log says about it, in a line of its own.
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
