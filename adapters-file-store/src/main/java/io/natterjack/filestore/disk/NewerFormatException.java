package io.natterjack.filestore.disk;

import java.io.IOException;

/// A later version of this storage has written a file, and only that can read it.
public final class NewerFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private NewerFormatException(int version) {
        super("it is of format " + version + ", and this server reads formats up to " + Envelope.FORMAT_VERSION
                + ": use the server that wrote it, or a later one");
    }

    /// @throws NewerFormatException if a version is above ours
    public static void check(int version) throws NewerFormatException {
        if (version > Envelope.FORMAT_VERSION) {
            throw new NewerFormatException(version);
        }
    }
}
