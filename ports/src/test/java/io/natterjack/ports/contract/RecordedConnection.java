package io.natterjack.ports.contract;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A connection without a network, for tests of what a broker says. Everything appended can be read back as text.
///
/// It keeps the promises of [Connection], the bound of the output included; bytes count as pending until they are
/// flushed.
public final class RecordedConnection implements Connection {
    private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream flushed = new ByteArrayOutputStream();
    private final long pendingBytesMax;
    private boolean flushPromised;
    private boolean stuck;
    private boolean paused;
    private int flushes;
    private long messages;
    private long bodyBytes;
    private long stalls;
    private @Nullable CloseReason closedFor;

    public RecordedConnection() {
        this(Long.MAX_VALUE);
    }

    public RecordedConnection(long pendingBytesMax) {
        this.pendingBytesMax = pendingBytesMax;
    }

    @Override
    public synchronized int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        if (closedFor != null) {
            return CLOSED;
        }
        long pending = (long) unflushed.size() + headLength + bodyLength;
        if (pending > pendingBytesMax) {
            closedFor = CloseReason.SLOW_CONSUMER_PENDING_BYTES;
            unflushed.reset();
            return CLOSED;
        }
        unflushed.write(head, 0, headLength);
        unflushed.write(body, bodyOffset, bodyLength);
        if (bodyLength > 0) {
            messages++;
            bodyBytes += bodyLength;
        }
        int answer = flushPromised ? 0 : FLUSH_NEEDED;
        flushPromised = true;
        if (pending >= pendingBytesMax / 4 * 3) {
            stalls++;
            answer |= CONGESTED;
        }
        return answer;
    }

    @Override
    public synchronized void flush(boolean few) {
        flushes++;
        if (!stuck) {
            flushed.writeBytes(unflushed.toByteArray());
            unflushed.reset();
            flushPromised = false;
        }
    }

    @Override
    public synchronized void pauseReads() {
        paused = true;
    }

    @Override
    public synchronized void resumeReads() {
        paused = false;
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (closedFor == null) {
            flush();
            closedFor = reason;
        }
    }

    @Override
    public synchronized Traffic traffic() {
        return new Traffic(messages, bodyBytes, unflushed.size(), stalls);
    }

    /// From now on the client takes nothing, or takes bytes again.
    public synchronized void clientIsStuck(boolean isStuck) {
        stuck = isStuck;
    }

    /// What the client has received and nobody has asked for yet.
    public synchronized String takeText() {
        String text = flushed.toString(StandardCharsets.UTF_8);
        flushed.reset();
        return text;
    }

    /// The same as bytes.
    public synchronized byte[] takeBytes() {
        byte[] bytes = flushed.toByteArray();
        flushed.reset();
        return bytes;
    }

    /// What has been appended and not been flushed.
    public synchronized String unflushedText() {
        return unflushed.toString(StandardCharsets.UTF_8);
    }

    public synchronized int flushes() {
        return flushes;
    }

    public synchronized boolean readsPaused() {
        return paused;
    }

    /// Why the connection was closed; null while it is open.
    public synchronized @Nullable CloseReason closedFor() {
        return closedFor;
    }
}
