package io.natterjack.filestore.disk;

import java.io.IOException;

/// What is read is not what was written.
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    public DamagedException(String message) {
        super(message);
    }
}
