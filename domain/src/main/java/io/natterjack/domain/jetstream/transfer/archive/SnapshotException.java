package io.natterjack.domain.jetstream.transfer.archive;

/// What was sent is no snapshot that can be restored. It is part of the conversation, not a fault: it has no stack.
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message, null, false, false);
    }
}
