package io.natterjack.filestore.disk;

import java.io.IOException;

/// Somebody else is using the place.
public final class LockedException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param owner · what the other one has said of itself
    public LockedException(String owner) {
        super("it is in use by " + owner);
    }
}
