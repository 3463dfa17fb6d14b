package io.natterjack.app.log;

import io.natterjack.ports.observe.ServerLog.Level;
import java.io.IOException;

/// Where lines go.
///
/// Confined: [Log] calls under its lock.
sealed interface LogTarget extends AutoCloseable permits StandardErrorTarget, FileTarget, SyslogTarget {
    /// Writes one line.
    ///
    /// @throws IOException if it could not be written
    void write(Level level, String line) throws IOException;

    @Override
    default void close() throws IOException {}
}
