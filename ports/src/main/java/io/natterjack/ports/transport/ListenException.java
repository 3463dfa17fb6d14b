package io.natterjack.ports.transport;

/// A listener could not be opened or changed. The message says what an operator can do about it.
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ListenException(String message, Throwable cause) {
        super(message, cause);
    }

    public ListenException(String message) {
        super(message);
    }
}
