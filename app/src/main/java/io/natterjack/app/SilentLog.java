package io.natterjack.app;

import io.natterjack.ports.observe.ServerLog;

/// The log of an embedded server that nobody asked to log.
final class SilentLog implements ServerLog {
    @Override
    public boolean isOn(Level level) {
        return false;
    }

    @Override
    public void log(Level level, String line) {
        // An embedded server reports failures by exceptions; its log is for those who ask for it.
    }
}
