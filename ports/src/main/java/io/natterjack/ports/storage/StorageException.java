package io.natterjack.ports.storage;

/// A storage cannot do what it was asked. The text is for operators: it names the place, the cause, and the way out if
/// there is one.
public sealed class StorageException extends RuntimeException permits StorageAwayException, StorageFullException {
    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
