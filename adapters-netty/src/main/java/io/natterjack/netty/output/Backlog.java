package io.natterjack.netty.output;

import io.natterjack.ports.session.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a channel has been given to write and the kernel has not taken yet, and the deadline for it. Confined to the
/// channel's event loop.
final class Backlog {
    /// A backlog is looked at this many times within its deadline.
    private static final int LOOKS_PER_DEADLINE = 4;

    private final Channel channel;
    private final Output output;
    private final long deadlineNanos;
    private final Consumer<CloseReason> close;

    private long givenBytes;
    private long acceptedBytes;
    private long acceptedAtLastLook;
    private int looksWithoutProgress;
    private boolean giving;
    private @Nullable ScheduledFuture<?> nextLook;

    Backlog(Channel channel, Output output, long deadlineNanos, Consumer<CloseReason> close) {
        this.channel = channel;
        this.output = output;
        this.deadlineNanos = deadlineNanos;
        this.close = close;
    }

    /// Gives chunks to the channel, and has it write what the kernel takes now.
    ///
    /// @param from · index of the first, inclusive
    /// @param to   · index of the last, exclusive
    /// @return whether the kernel took all of it; if not, the deadline has begun
    boolean give(ByteBuf[] chunks, int from, int to) {
        giving = true;
        for (int i = from; i < to; i++) {
            givenBytes += chunks[i].readableBytes();
            var _ = channel.write(chunks[i], channel.voidPromise());
        }
        channel.flush();
        giving = false;
        measure();
        if (isEmpty()) {
            return true;
        }
        if (nextLook == null) {
            acceptedAtLastLook = acceptedBytes;
            looksWithoutProgress = 0;
            scheduleLook();
        }
        return false;
    }

    /// Whether the kernel has left something behind. A channel also tells of its becoming writable from within
    /// [#give]; whoever acted on that would write in the midst of a write.
    boolean isWaiting() {
        return !giving && !isEmpty();
    }

    boolean isEmpty() {
        return acceptedBytes == givenBytes;
    }

    /// Finds out what the kernel has taken meanwhile.
    void measure() {
        long accepted = givenBytes - unacceptedBytes();
        output.accepted(accepted - acceptedBytes);
        acceptedBytes = accepted;
    }

    /// The channel has closed.
    void end() {
        if (nextLook != null) {
            nextLook.cancel(false);
        }
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
        return Math.clamp(readable[0], 1, Math.max(1, givenBytes - acceptedBytes));
    }

    private void scheduleLook() {
        nextLook = channel.eventLoop()
                .schedule(this::look, Math.max(1, deadlineNanos / LOOKS_PER_DEADLINE), TimeUnit.NANOSECONDS);
    }

    private void look() {
        nextLook = null;
        if (isEmpty() || !channel.isActive()) {
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
