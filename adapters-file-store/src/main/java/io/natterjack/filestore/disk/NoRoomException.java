package io.natterjack.filestore.disk;

import java.io.IOException;

/// The disk is full, or the user's share of it is.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    public NoRoomException(String message) {
        super(message);
    }

    NoRoomException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /// The same failure, told apart if it is for want of room: the JDK only hands on what the system says.
    static IOException recognise(IOException failure) {
        String message = failure.getMessage();
        boolean full = message != null && (message.contains("No space left") || message.contains("quota exceeded"));
        return full ? new NoRoomException(failure) : failure;
    }
}
