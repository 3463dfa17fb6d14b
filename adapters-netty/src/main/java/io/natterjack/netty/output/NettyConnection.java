package io.natterjack.netty.output;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;
import io.natterjack.ports.transport.OutputBounds;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// One client's connection, as the broker holds it: the [Output] that any thread appends to, and the [Writer] that
/// empties it.
public final class NettyConnection implements Connection {
    /// How long a connection that is being closed may take to send its last words.
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Channel channel;
    private final Output output;
    private final Writer writer;

    public NettyConnection(Channel channel, OutputBounds bounds, Runnable onDrained) {
        this.channel = channel;
        this.output = new Output(channel.alloc(), bounds.pendingBytesMax());
        this.writer = new Writer(channel, output, bounds.writeDeadlineNanos(), onDrained, this::close);
    }

    @Override
    public int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        int answer = output.append(head, headLength, body, bodyOffset, bodyLength);
        if ((answer & Output.OVERFLOWED) != 0) {
            onLoop(this::dropChannel);
        }
        return answer & ~Output.OVERFLOWED;
    }

    @Override
    public void flush(boolean few) {
        writer.write(few);
    }

    @Override
    public void pauseReads() {
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReads() {
        if (!isClosing()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void close(CloseReason reason) {
        writer.shutDirectly();
        if (!output.seal(reason)) {
            return;
        }
        if (isLossOfOutput(reason)) {
            output.drop();
            onLoop(this::dropChannel);
        } else if (channel.eventLoop().inEventLoop()) {
            sayLastWords();
        } else {
            onLoop(this::sayLastWords);
        }
    }

    @Override
    public Traffic traffic() {
        return output.traffic();
    }

    public boolean isClosing() {
        return output.sealedBy() != null;
    }

    public Writer writer() {
        return writer;
    }

    /// The channel has closed.
    ///
    /// @return why the connection ended
    public CloseReason end() {
        writer.shutDirectly();
        output.seal(CloseReason.CLIENT_CLOSED);
        output.drop();
        writer.end();
        return closeReason();
    }

    /// Why the connection was closed, or will have been when its channel closes now.
    public CloseReason closeReason() {
        CloseReason reason = output.sealedBy();
        return reason == null ? CloseReason.CLIENT_CLOSED : reason;
    }

    /// Waits, on a thread that is not the connection's, until the channel has closed.
    public void awaitEnd() {
        channel.closeFuture().awaitUninterruptibly(2 * LAST_WORDS_NANOS, TimeUnit.NANOSECONDS);
    }

    private void sayLastWords() {
        channel.config().setAutoRead(false);
        if (closeReason() == CloseReason.MAX_PAYLOAD_EXCEEDED && writer.isPlain()) {
            resetWhenClosed();
        }
        if (!writer.finish()) {
            var _ = channel.eventLoop().schedule(this::closeChannel, LAST_WORDS_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    /// A client whose message is refused may still be sending it. A reset tells it to stop; a mere end of output would
    /// let it go on until the kernel answers with one, or not tell it anything if it has sent all.
    private void resetWhenClosed() {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException _) {
            // The client was quicker to close.
        }
    }

    /// Closes without the goodbyes of encryption and framing, which would wait for a client that does not read.
    private void dropChannel() {
        writer.shutDirectly();
        if (channel.isActive()) {
            channel.unsafe().close(channel.unsafe().voidPromise());
        }
    }

    private void closeChannel() {
        writer.shutDirectly();
        var _ = channel.close();
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException _) {
            // The event loop has ended, and every channel with it.
        }
    }

    private static boolean isLossOfOutput(CloseReason reason) {
        return reason == CloseReason.SLOW_CONSUMER_PENDING_BYTES
                || reason == CloseReason.SLOW_CONSUMER_WRITE_DEADLINE
                || reason == CloseReason.WRITE_ERROR;
    }
}
