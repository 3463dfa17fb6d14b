package io.natterjack.ports.storage;

/// There is no room for what was to be stored. Nothing has changed; when there is room again, the same call succeeds.
public final class StorageFullException extends StorageException {
    private static final long serialVersionUID = 1;

    public StorageFullException(String message) {
        super(message);
    }

    public StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
