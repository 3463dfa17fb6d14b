package io.natterjack.app.ops;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The signals that the server acts on.
enum OsSignal {
    HUP("hangup"),
    INT("interrupt"),
    TERM("terminated"),
    USR1("user defined signal 1"),
    USR2("user defined signal 2");

    private final String description;

    OsSignal(String description) {
        this.description = description;
    }

    /// What the log calls it.
    String description() {
        return description;
    }

    /// Has an action run on a thread of its own whenever the signal arrives.
    ///
    /// A signal that was ignored when the process was started is no longer.
    ///
    /// @throws IllegalArgumentException if this JVM does not hand out the signal
    void handle(Runnable action) {
        Signal signal = new Signal(name());
        SignalHandler handler = _ -> action.run();
        if (SignalHandler.SIG_IGN.equals(Signal.handle(signal, handler))) {
            IgnoredSignal.restore(signal.getNumber());
            Signal.handle(signal, handler);
        }
    }
}
