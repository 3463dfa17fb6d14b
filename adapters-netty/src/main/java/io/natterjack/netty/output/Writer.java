package io.natterjack.netty.output;

import io.natterjack.netty.loop.Loop;
import io.natterjack.ports.session.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Empties an [Output] into a channel.
///
/// # Turns
///
/// Whoever calls [#write] takes the turn if it is free, and writes until nothing is left. If it is not, the one who
/// has it is asked to look once more before giving it back, so that nobody waits and no bytes are left behind.
///
/// # Who writes
///
/// Little output of a plain connection is written by the thread that called, through [DirectWrites], unless that has
/// many connections to write to. What the kernel does not take is handed to the event loop together with the turn, and
/// so is much output, and every write to a connection that encrypts or frames. The event loop keeps the turn until the
/// kernel has taken all: what is appended meanwhile waits in the output, where it can be counted and dropped.
public final class Writer {
    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int ASKED = 2;

    /// More than this is left to the event loop, which can write it while the producer goes on producing.
    private static final int FOREIGN_BYTES_MAX = 16 * 1024;

    /// A thread that is not the event loop looks for more so many times.
    private static final int FOREIGN_TAKES_MAX = 2;

    private final Channel channel;
    private final Output output;
    private final Backlog backlog;
    private final Runnable onDrained;
    private final Consumer<CloseReason> close;
    private final Runnable drainOnLoop = this::drain;

    private final AtomicInteger turn = new AtomicInteger();

    /// Belongs to the one whose turn it is.
    private final ByteBuf[] chunks = new ByteBuf[Loop.CHUNKS_MAX];

    private volatile @Nullable DirectWrites direct;
    private volatile boolean plain;
    private volatile boolean finishing;
    private boolean held;

    /// The turn was kept back by [#hold].
    private boolean parked;

    Writer(Channel channel, Output output, long deadlineNanos, Runnable onDrained, Consumer<CloseReason> close) {
        this.channel = channel;
        this.output = output;
        this.backlog = new Backlog(channel, output, deadlineNanos, close);
        this.onDrained = onDrained;
        this.close = close;
    }

    /// Writes what has been appended. May be called from any thread.
    ///
    /// @param here · whether a thread that is not the event loop may write
    void write(boolean here) {
        if (takeTurn()) {
            if (channel.eventLoop().inEventLoop() || (here && isLittle())) {
                drain();
            } else {
                onLoop(drainOnLoop);
            }
        }
    }

    private boolean isLittle() {
        return direct != null && output.pendingBytes() <= FOREIGN_BYTES_MAX;
    }

    /// Lets every thread write to the socket from now on, because nothing stands between it and the broker.
    public void openDirectly() {
        plain = true;
        direct = DirectWrites.of(channel);
    }

    /// Whether nothing stands between the broker and the socket.
    boolean isPlain() {
        return plain;
    }

    /// From now on only the event loop writes. May be called from any thread.
    void shutDirectly() {
        DirectWrites gate = direct;
        if (gate != null) {
            gate.shut();
        }
    }

    /// Keeps everything in the output until [#release], because a handshake comes first. Called by the event loop.
    public void hold() {
        held = true;
        output.promiseFlush();
    }

    /// Called by the event loop.
    public void release() {
        held = false;
        if (parked || takeTurn()) {
            parked = false;
            drain();
        }
    }

    /// The channel may have become writable. Called by the event loop.
    public void onWritabilityChanged() {
        if (backlog.isWaiting() && channel.isWritable()) {
            backlog.measure();
            if (backlog.isEmpty()) {
                tellIfDrained();
                drain();
            }
        }
    }

    /// Writes what is left, for the last time, and closes the channel when the kernel has taken it. Called by the
    /// event loop.
    ///
    /// @return whether that has happened already
    boolean finish() {
        finishing = true;
        if (held) {
            closeChannel();
            return true;
        }
        if (takeTurn()) {
            drain();
        }
        return turn.get() == FREE;
    }

    /// The channel has closed. Called by the event loop.
    void end() {
        backlog.end();
    }

    /// Whether output is on its way, so that a failure of the channel is one of writing. Called by the event loop.
    public boolean isBlocked() {
        return !backlog.isEmpty();
    }

    private boolean takeTurn() {
        while (true) {
            int seen = turn.get();
            if (seen == FREE) {
                if (turn.compareAndSet(FREE, TAKEN)) {
                    return true;
                }
            } else if (seen == ASKED || turn.compareAndSet(TAKEN, ASKED)) {
                return false;
            }
        }
    }

    /// Writes, and gives the turn back unless somebody else goes on.
    private void drain() {
        while (empty()) {
            if (turn.compareAndSet(TAKEN, FREE)) {
                if (finishing) {
                    closeChannel();
                }
                return;
            }
            turn.set(TAKEN);
        }
    }

    /// @return false if the turn has been handed to the event loop
    private boolean empty() {
        boolean onLoop = channel.eventLoop().inEventLoop();
        for (int takes = 0; onLoop || takes < FOREIGN_TAKES_MAX; takes++) {
            if (held) {
                parked = true;
                return false;
            }
            int count = output.take(chunks);
            if (count == 0) {
                return true;
            }
            if (!writeOut(count, onLoop)) {
                return false;
            }
            tellIfDrained();
            if (count < Loop.CHUNKS_MAX) {
                return true;
            }
        }
        onLoop(drainOnLoop);
        return false;
    }

    private boolean writeOut(int count, boolean onLoop) {
        DirectWrites gate = direct;
        int written = gate == null ? 0 : writeDirectly(gate, count);
        if (written == count) {
            return true;
        }
        if (written < 0) {
            return false;
        }
        if (onLoop) {
            return giveToChannel(written, count);
        }
        onLoop(() -> {
            if (giveToChannel(written, count)) {
                drain();
            }
        });
        return false;
    }

    /// @return how many chunks the kernel took as a whole; less than 0 if the connection has failed
    private int writeDirectly(DirectWrites gate, int count) {
        long written;
        try {
            written = gate.write(chunks, count, Loop.current());
        } catch (IOException _) {
            release(0, count);
            close.accept(CloseReason.WRITE_ERROR);
            return -1;
        }
        if (written == DirectWrites.SHUT) {
            return 0;
        }
        output.accepted(written);
        int whole = 0;
        while (whole < count && written >= chunks[whole].readableBytes()) {
            written -= chunks[whole].readableBytes();
            chunks[whole++].release();
        }
        if (whole < count) {
            chunks[whole].skipBytes((int) written);
        }
        return whole;
    }

    private boolean giveToChannel(int from, int to) {
        if (!channel.isActive()) {
            release(from, to);
            return false;
        }
        if (backlog.give(chunks, from, to)) {
            tellIfDrained();
            return true;
        }
        output.promiseFlush();
        return false;
    }

    private void release(int from, int to) {
        for (int i = from; i < to; i++) {
            chunks[i].release();
        }
    }

    private void tellIfDrained() {
        if (output.clearCongestion()) {
            if (channel.eventLoop().inEventLoop()) {
                onDrained.run();
            } else {
                onLoop(onDrained);
            }
        }
    }

    private void closeChannel() {
        shutDirectly();
        var _ = channel.close();
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException _) {
            // The event loop has ended, and every channel with it.
        }
    }
}
