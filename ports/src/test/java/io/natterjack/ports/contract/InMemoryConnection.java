package io.natterjack.ports.contract;

import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.Lane;
import io.natterjack.ports.session.Traffic;
import io.natterjack.ports.transport.OutputBounds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What [Connection] promises, in the fewest words: one lock, one copy of each message, one [Pipe] each way.
final class InMemoryConnection implements Connection {
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int READ_BYTES = 4096;

    private final LaneExecutor executor;
    private final OutputBounds bounds;
    private final Pipe toClient = new Pipe(() -> later(this::transfer));
    private final Pipe fromClient = new Pipe(() -> later(this::receive));
    private final Deque<byte[]> output = new ArrayDeque<>();
    private final byte[] readArray = new byte[READ_BYTES];

    private int headTaken;
    private long pendingBytes;
    private long messages;
    private long bodyBytes;
    private long stalls;
    private long lastProgressNanos;
    private boolean flushPromised;
    private boolean flushing;
    private boolean congested;
    private @Nullable CloseReason closing;

    private @Nullable ConnectionHandler handler;
    private boolean paused;
    private boolean over;

    InMemoryConnection(LaneExecutor executor, OutputBounds bounds) {
        this.executor = executor;
        this.bounds = bounds;
    }

    /// Lets the client in, and gives it its end.
    WireClient open(Lane lane, Arrival arrival) {
        executor.execute(() -> handler = lane.accept(arrival, this));
        return new InMemoryClient(fromClient, toClient);
    }

    @Override
    public synchronized int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        if (closing != null) {
            return CLOSED;
        }
        if (pendingBytes + headLength + bodyLength > bounds.pendingBytesMax()) {
            close(CloseReason.SLOW_CONSUMER_PENDING_BYTES);
            return CLOSED;
        }
        byte[] message = new byte[headLength + bodyLength];
        System.arraycopy(head, 0, message, 0, headLength);
        System.arraycopy(body, bodyOffset, message, headLength, bodyLength);
        output.add(message);
        pendingBytes += message.length;
        messages += bodyLength > 0 ? 1 : 0;
        bodyBytes += bodyLength;
        int answer = flushPromised ? 0 : FLUSH_NEEDED;
        flushPromised = true;
        if (pendingBytes >= bounds.pendingBytesMax() / 4 * 3) {
            congested = true;
            stalls++;
            answer |= CONGESTED;
        }
        return answer;
    }

    @Override
    public void flush(boolean few) {
        synchronized (this) {
            flushing = true;
            lastProgressNanos = System.nanoTime();
        }
        later(this::transfer);
    }

    @Override
    public void pauseReads() {
        paused = true;
    }

    @Override
    public void resumeReads() {
        paused = false;
        later(this::receive);
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (closing != null) {
            return;
        }
        closing = reason;
        if (reason == CloseReason.SLOW_CONSUMER_PENDING_BYTES || reason == CloseReason.SLOW_CONSUMER_WRITE_DEADLINE) {
            output.clear();
            later(this::end);
        } else {
            flush();
            executor.after(LAST_WORDS_NANOS, this::end);
        }
    }

    @Override
    public synchronized Traffic traffic() {
        return new Traffic(messages, bodyBytes, pendingBytes, stalls);
    }

    /// Ends now, behind what has been asked of the lane already.
    void drop() {
        later(this::end);
    }

    private void later(Runnable task) {
        executor.execute(task);
    }

    /// Moves output to the network until one of them has no more. Called on the lane.
    private void transfer() {
        boolean drained;
        boolean closeNow;
        synchronized (this) {
            while (flushing && !output.isEmpty() && moveSome()) {
                lastProgressNanos = System.nanoTime();
            }
            if (output.isEmpty()) {
                flushing = false;
                flushPromised = false;
            }
            drained = congested && pendingBytes < bounds.pendingBytesMax() / 4 * 3;
            congested &= !drained;
            closeNow = closing != null && output.isEmpty();
        }
        if (drained && handler != null) {
            handler.onDrained();
        }
        if (closeNow) {
            end();
        } else if (flushing) {
            executor.after(bounds.writeDeadlineNanos(), this::checkDeadline);
        }
    }

    private boolean moveSome() {
        byte[] first = output.element();
        int count = toClient.write(first, headTaken, first.length);
        headTaken += count;
        pendingBytes -= count;
        if (headTaken == first.length) {
            output.remove();
            headTaken = 0;
        }
        return count > 0 || first.length == 0;
    }

    private void checkDeadline() {
        synchronized (this) {
            if (!flushing || System.nanoTime() - lastProgressNanos < bounds.writeDeadlineNanos()) {
                return;
            }
        }
        close(CloseReason.SLOW_CONSUMER_WRITE_DEADLINE);
    }

    /// Brings what has arrived to the broker. Called on the lane.
    private void receive() {
        ConnectionHandler receiver = handler;
        while (receiver != null && !paused && !over) {
            int count = fromClient.read(readArray, 0, readArray.length);
            if (count < 0) {
                close(CloseReason.CLIENT_CLOSED);
            }
            if (count <= 0) {
                return;
            }
            receiver.onBytes(readArray, 0, count);
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        fromClient.end();
        toClient.end();
        CloseReason reason;
        synchronized (this) {
            reason = closing == null ? CloseReason.CLIENT_CLOSED : closing;
        }
        if (handler != null) {
            handler.onClosed(reason);
        }
    }
}
