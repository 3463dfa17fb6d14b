package io.natterjack.app.ops;

import io.natterjack.app.config.syntax.ConfigException;

/// A server as the process around it sees it.
///
/// **Threading.** Any thread; signals arrive on threads of their own.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** See each method. A server that could not start has stopped.
public interface ServerControl {
    /// Opens the listeners, and returns when clients can connect.
    ///
    /// @throws StartException with the reason for the log
    void start();

    /// Reads the configuration again and goes on with it.
    ///
    /// @throws ConfigException with the reason; then nothing has changed
    void reload();

    /// Opens the log file again, after somebody has moved it away.
    void reopenLog();

    /// Begins to send clients away, slowly, and to stop in the end. Returns at once. Asking again does nothing.
    void lameDuck();

    boolean inLameDuck();

    /// Sends everybody away and stops. Returns when that is done.
    void stop();

    /// Waits until the server has stopped, for whatever reason.
    void awaitStop() throws InterruptedException;
}
