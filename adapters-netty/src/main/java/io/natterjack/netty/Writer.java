package io.natterjack.netty;

import io.natterjack.ports.session.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Empties an [Output] into a channel. Confined to the channel's event loop.
///
/// The writer is *blocked* while the kernel has not taken all it was given. It then waits for the channel to become
/// writable, and gives it nothing more: what waits meanwhile waits in the output, where it can be counted and dropped.
final class Writer {
    /// A blocked writer is looked at this many times within its deadline.
    private static final int LOOKS_PER_DEADLINE = 4;

    private final Channel channel;
    private final Loop loop;
    private final Output output;
    private final long deadlineNanos;
    private final Runnable onDrained;
    private final Consumer<CloseReason> close;

    private long givenBytes;
    private long acceptedBytes;
    private boolean held;
    private boolean blocked;
    private boolean finishing;
    private long acceptedAtLastLook;
    private int looksWithoutProgress;
    private @Nullable ScheduledFuture<?> nextLook;

    Writer(
            Channel channel,
            Loop loop,
            Output output,
            long deadlineNanos,
            Runnable onDrained,
            Consumer<CloseReason> close) {
        this.channel = channel;
        this.loop = loop;
        this.output = output;
        this.deadlineNanos = deadlineNanos;
        this.onDrained = onDrained;
        this.close = close;
    }

    /// Gives the channel what has been appended, unless it still has to send what it was given before.
    void write() {
        ByteBuf[] chunks = loop.chunks();
        while (!blocked && !held && channel.isActive()) {
            int count = output.take(chunks);
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                givenBytes += chunks[i].readableBytes();
                var _ = channel.write(chunks[i], channel.voidPromise());
            }
            channel.flush();
            settle();
            if (count < chunks.length) {
                break;
            }
        }
    }

    /// Keeps everything in the output until [#release], because a handshake comes first.
    void hold() {
        held = true;
        output.promiseFlush();
    }

    void release() {
        held = false;
        write();
    }

    /// The channel may have become writable.
    void onWritabilityChanged() {
        if (blocked && channel.isWritable()) {
            blocked = false;
            settle();
            write();
            if (finishing && !blocked) {
                var _ = channel.close();
            }
        }
    }

    /// Writes what is left, for the last time.
    ///
    /// @return true if all of it was written at once; otherwise the writer closes the channel when it is
    boolean finish() {
        finishing = true;
        write();
        return !blocked;
    }

    /// The channel has closed.
    void end() {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
    }

    /// Whether output is on its way, so that a failure of the channel is one of writing.
    boolean isBlocked() {
        return blocked;
    }

    private void settle() {
        measure();
        if (acceptedBytes < givenBytes) {
            blocked = true;
            output.promiseFlush();
            if (nextLook == null) {
                acceptedAtLastLook = acceptedBytes;
                looksWithoutProgress = 0;
                scheduleLook();
            }
        }
        if (output.clearCongestion()) {
            onDrained.run();
        }
    }

    private void measure() {
        acceptedBytes = givenBytes - unacceptedBytes();
        output.accepted(acceptedBytes);
    }

    private long unacceptedBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.totalPendingWriteBytes() == 0) {
            return 0;
        }
        long[] readable = new long[1];
        try {
            buffer.forEachFlushedMessage(message -> {
                readable[0] += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
                return true;
            });
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
        // Encryption and framing change sizes. What counts is that this is 0 only if nothing is left.
        return Math.clamp(readable[0], 1, givenBytes - acceptedBytes);
    }

    private void scheduleLook() {
        nextLook = channel.eventLoop()
                .schedule(this::look, Math.max(1, deadlineNanos / LOOKS_PER_DEADLINE), TimeUnit.NANOSECONDS);
    }

    private void look() {
        nextLook = null;
        if (!blocked || !channel.isActive()) {
            return;
        }
        measure();
        boolean progress = acceptedBytes != acceptedAtLastLook;
        acceptedAtLastLook = acceptedBytes;
        looksWithoutProgress = progress ? 0 : looksWithoutProgress + 1;
        if (looksWithoutProgress >= LOOKS_PER_DEADLINE) {
            close.accept(CloseReason.SLOW_CONSUMER_WRITE_DEADLINE);
        } else {
            scheduleLook();
        }
    }
}
