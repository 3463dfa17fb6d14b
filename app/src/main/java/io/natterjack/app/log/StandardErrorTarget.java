package io.natterjack.app.log;

import io.natterjack.ports.observe.ServerLog.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes to standard error, in colours if that is a terminal.
final class StandardErrorTarget implements LogTarget {
    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private final LineBuffer buffer;
    private final OutputStream out;

    StandardErrorTarget(LineBuffer buffer) {
        this(buffer, new FileOutputStream(FileDescriptor.err));
    }

    StandardErrorTarget(LineBuffer buffer, OutputStream out) {
        this.buffer = buffer;
        this.out = out;
    }

    @Override
    public void write(Level level, String line) throws IOException {
        buffer.fill(level, line, "\n");
        out.write(buffer.bytes(), 0, buffer.length());
    }

    /// Whether standard error is a character device, which the reference takes for a terminal.
    static boolean isTerminal() {
        try {
            Object mode = Files.getAttribute(Path.of("/proc/self/fd/2"), "unix:mode");
            return mode instanceof Integer bits && (bits & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return false;
        }
    }
}
