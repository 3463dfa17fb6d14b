package io.natterjack.ports.contract;

import java.io.EOFException;

/// Bytes on their way in one direction, as many as a network would hold. Thread-safe.
final class Pipe {
    private static final int CAPACITY = 64 * 1024;

    private final byte[] ring = new byte[CAPACITY];
    private final Runnable onChange;
    private long written;
    private long read;
    private boolean ended;

    /// @param onChange · called, without a lock held, whenever bytes or room have appeared
    Pipe(Runnable onChange) {
        this.onChange = onChange;
    }

    /// Takes what there is room for.
    ///
    /// @return how many bytes; nothing fits into a pipe that has ended, and nobody will read it
    int write(byte[] bytes, int from, int to) {
        int count;
        synchronized (this) {
            if (ended) {
                return to - from;
            }
            count = (int) Math.min(to - from, CAPACITY - (written - read));
            for (int i = 0; i < count; i++) {
                ring[(int) (written++ % CAPACITY)] = bytes[from + i];
            }
        }
        onChange.run();
        return count;
    }

    /// Waits for room.
    void writeFully(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int count = write(bytes, at, bytes.length);
            at += count;
            if (count == 0) {
                Patience.await("there is room", this::hasRoom);
            }
        }
    }

    /// @return how many bytes were read; -1 at the end
    int read(byte[] target, int from, int to) {
        int count;
        synchronized (this) {
            count = (int) Math.min(to - from, written - read);
            if (count == 0) {
                return ended && to > from ? -1 : 0;
            }
            for (int i = 0; i < count; i++) {
                target[from + i] = ring[(int) (read++ % CAPACITY)];
            }
        }
        onChange.run();
        return count;
    }

    /// Waits for bytes.
    void readFully(byte[] target) throws EOFException {
        int at = 0;
        while (at < target.length) {
            int count = read(target, at, target.length);
            if (count < 0) {
                throw new EOFException("after " + at + " of " + target.length + " bytes");
            }
            at += count;
            if (count == 0) {
                Patience.await("bytes come", this::hasBytes);
            }
        }
    }

    /// Nothing is written any more. What is there can still be read.
    void end() {
        synchronized (this) {
            ended = true;
        }
        onChange.run();
    }

    private synchronized boolean hasRoom() {
        return ended || written - read < CAPACITY;
    }

    private synchronized boolean hasBytes() {
        return ended || written > read;
    }
}
