package io.natterjack.filestore.disk;

import java.io.IOException;
import java.nio.file.Path;

/// The disk is full, or the user's share of it is.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    public NoRoomException(String message) {
        super(message);
    }

    NoRoomException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /// The same failure, told apart if it is for want of room.
    ///
    /// @param path · what was being made or written
    static IOException recognise(IOException failure, Path path) {
        return NoRoom.isWhy(failure, path) ? new NoRoomException(failure) : failure;
    }
}
