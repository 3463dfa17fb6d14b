package io.natterjack.ports.observe;

/// The server's log.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Nothing is kept beyond the call.
///
/// **Failure.** Never throws. A log that cannot be written is reported once on standard error.
public interface ServerLog {
    /// How much a line matters; the three letters of the log line.
    enum Level {
        INF,
        DBG,
        WRN,
        ERR,
        FTL,
        TRC
    }

    /// Whether lines of a level are written. Ask before composing a line that costs something.
    boolean isOn(Level level);

    /// Writes one line.
    void log(Level level, String line);

    default void info(String line) {
        log(Level.INF, line);
    }

    default void warn(String line) {
        log(Level.WRN, line);
    }

    default void error(String line) {
        log(Level.ERR, line);
    }

    default void debug(String line) {
        if (isOn(Level.DBG)) {
            log(Level.DBG, line);
        }
    }
}
