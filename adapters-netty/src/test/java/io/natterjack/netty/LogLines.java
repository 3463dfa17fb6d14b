package io.natterjack.netty;

import io.natterjack.ports.observe.ServerLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A log that can be read back.
public final class LogLines implements ServerLog {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public boolean isOn(Level level) {
        return true;
    }

    @Override
    public void log(Level level, String line) {
        lines.add("[" + level + "] " + line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
