package io.natterjack.postgres;

import io.natterjack.ports.observe.ServerLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what an operator would read.
final class RecordedLog implements ServerLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public boolean isOn(Level level) {
        return true;
    }

    @Override
    public void log(Level level, String line) {
        lines.add(level + " " + line);
    }

    List<String> lines() {
        return lines;
    }

    boolean says(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
