package io.natterjack.ports.contract;

import io.natterjack.ports.observe.ServerLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Keeps what an operator would read, as `INF Server is ready`. Traces are off. May be used by any thread.
public final class RecordedLog implements ServerLog {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public boolean isOn(Level level) {
        return level != Level.TRC;
    }

    @Override
    public void log(Level level, String line) {
        lines.add(level + " " + line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// Whether a line has this in it.
    public boolean says(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
