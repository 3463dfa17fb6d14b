package io.natterjack.domain.jetstream.transfer;

/// What was sent is no snapshot that can be restored.
final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message, null, false, false);
    }
}
