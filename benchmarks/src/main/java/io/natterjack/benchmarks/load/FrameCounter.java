package io.natterjack.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Counts equal messages in a stream of bytes almost without reading it: in each chunk only the first and the last
/// message that begin there are looked at. A control line, such as PING, shifts the messages behind it and is so
/// noticed; then the one chunk is gone through message by message.
///
/// Confined to the thread that reads, except for [#frames].
final class FrameCounter {
    private final byte[] frame;
    private final ControlLines controlLines;
    private final StringBuilder line = new StringBuilder();
    private int missingBytes;
    private volatile long frames;

    /// What the server says between two messages, without the end of the line.
    @FunctionalInterface
    interface ControlLines {
        void onLine(String line) throws IOException;
    }

    /// @param frame · every message that will arrive
    FrameCounter(byte[] frame, ControlLines controlLines) {
        this.frame = frame;
        this.controlLines = controlLines;
    }

    /// @param chunk · what was read, from index 0
    void add(ByteBuffer chunk, int length) throws IOException {
        if (length <= missingBytes) {
            finish(length);
        } else if (!line.isEmpty() || !leap(chunk, length)) {
            walk(chunk, length);
        }
    }

    /// Messages that have arrived as a whole.
    long frames() {
        return frames;
    }

    private void finish(int bytes) {
        missingBytes -= bytes;
        if (missingBytes == 0 && bytes > 0) {
            count(1);
        }
    }

    /// @return false if the chunk holds something else than messages; nothing is counted then
    private boolean leap(ByteBuffer chunk, int length) {
        int whole = (length - missingBytes) / frame.length;
        int rest = (length - missingBytes) % frame.length;
        int last = rest > 0 ? length - rest : length - frame.length;
        if (!startsAt(chunk, missingBytes, length) || !startsAt(chunk, last, length)) {
            return false;
        }
        count(missingBytes > 0 ? whole + 1 : whole);
        missingBytes = rest > 0 ? frame.length - rest : 0;
        return true;
    }

    private void walk(ByteBuffer chunk, int length) throws IOException {
        int at = missingBytes;
        finish(missingBytes);
        while (at < length) {
            if (line.isEmpty() && startsAt(chunk, at, length)) {
                missingBytes = frame.length;
                int here = Math.min(frame.length, length - at);
                finish(here);
                at += here;
            } else {
                control(chunk.get(at++));
            }
        }
    }

    private void control(byte b) throws IOException {
        if (b != '\n') {
            line.append((char) b);
            return;
        }
        String said = line.toString().strip();
        line.setLength(0);
        controlLines.onLine(said);
    }

    private boolean startsAt(ByteBuffer chunk, int start, int end) {
        int compared = Math.min(4, end - start);
        for (int i = 0; i < compared; i++) {
            if (chunk.get(start + i) != frame[i]) {
                return false;
            }
        }
        return true;
    }

    private void count(int more) {
        long total = frames + more;
        frames = total;
    }
}
