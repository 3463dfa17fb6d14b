package io.natterjack.benchmarks.jmh;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;
import org.jspecify.annotations.Nullable;

/// A client's connection without a socket: copies what is appended into one buffer, as a transport must, and forgets
/// it at the flush.
public final class CountingConnection implements Connection {
    private static final int BUFFER_BYTES = 64 << 10;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private long appends;
    private long bytes;
    private long flushes;
    private boolean flushPromised;
    private @Nullable CloseReason closed;

    @Override
    public int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        if (used + headLength + bodyLength > buffer.length) {
            used = 0;
        }
        System.arraycopy(head, 0, buffer, used, headLength);
        System.arraycopy(body, bodyOffset, buffer, used + headLength, bodyLength);
        used += headLength + bodyLength;
        appends++;
        bytes += headLength + bodyLength;
        if (flushPromised) {
            return 0;
        }
        flushPromised = true;
        return FLUSH_NEEDED;
    }

    @Override
    public void flush(boolean few) {
        flushes++;
        flushPromised = false;
        used = 0;
    }

    @Override
    public void pauseReads() {}

    @Override
    public void resumeReads() {}

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    @Override
    public Traffic traffic() {
        return new Traffic(appends, bytes, 0, 0);
    }

    /// Messages, greetings and answers to PING.
    public long appends() {
        return appends;
    }

    public long flushes() {
        return flushes;
    }

    /// Why the broker has closed the connection; null if it has not.
    public @Nullable CloseReason closed() {
        return closed;
    }
}
