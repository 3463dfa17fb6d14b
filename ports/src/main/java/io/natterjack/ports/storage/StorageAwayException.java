package io.natterjack.ports.storage;

/// A storage cannot be reached, though nothing may be wrong with what was asked: the same call can succeed later.
public final class StorageAwayException extends StorageException {
    private static final long serialVersionUID = 1;

    public StorageAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
