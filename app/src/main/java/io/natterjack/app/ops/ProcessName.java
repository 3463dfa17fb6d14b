package io.natterjack.app.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How this process shows up in the process table.
public final class ProcessName {
    private static final Path COMM = Path.of("/proc/self/comm");

    private ProcessName() {}

    /// Takes another name than that of the JVM, so that tools such as `pgrep` and `--signal` find the server by its
    /// own. Where the system has no such name to set, nothing happens.
    ///
    /// @return whether the name was taken
    public static boolean change(String name) {
        if (!Files.isWritable(COMM)) {
            return false;
        }
        try {
            Files.writeString(COMM, name);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
