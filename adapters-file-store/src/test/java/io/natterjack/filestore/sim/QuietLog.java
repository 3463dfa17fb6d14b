package io.natterjack.filestore.sim;

import io.natterjack.ports.observe.ServerLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what is said.
public final class QuietLog implements ServerLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public boolean isOn(Level level) {
        return true;
    }

    @Override
    public void log(Level level, String line) {
        lines.add(level + " " + line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
