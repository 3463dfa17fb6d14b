package io.natterjack.netty.websocket;

import io.natterjack.netty.websocket.Upgrade.Framing;
import io.natterjack.ports.session.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts what is written into binary frames, and what is read out of frames. Each buffer becomes one message.
///
/// Before the channel closes, the client is told why by a close frame, unless it was told already.
final class WebSocketFrames extends ChannelDuplexHandler {
    private static final int SMALL_FRAME_BYTES = 4096;
    private static final int COMPRESSED_BYTES_MIN = 65;
    private static final int HEAD_BYTES_MAX = 10;

    private final @Nullable Compression compression;
    private final boolean masked;
    private final Framing framing;
    private final long messageBytesMax;
    private final Supplier<CloseReason> closeReason;
    private @Nullable FrameReader reader;
    private byte @Nullable [] goodbye;
    private boolean closeSent;

    WebSocketFrames(
            Upgrade.Accepted upgrade,
            @Nullable Compression compression,
            long messageBytesMax,
            Supplier<CloseReason> closeReason) {
        this.compression = compression;
        this.masked = upgrade.masked();
        this.framing = upgrade.framing();
        this.messageBytesMax = messageBytesMax;
        this.closeReason = closeReason;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        reader = new FrameReader(new Content(context), compression, masked, messageBytesMax);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (reader != null) {
                reader.read(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (reader != null) {
            reader.release();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf payload = (ByteBuf) message;
        if (closeSent || !payload.isReadable()) {
            payload.release();
            promise.trySuccess();
            return;
        }
        if (compression != null && payload.readableBytes() >= COMPRESSED_BYTES_MIN) {
            ByteBuf deflated = compression.deflate(payload, context.alloc());
            payload.release();
            writeFrames(context, deflated, true, framing == Framing.SMALL, promise);
        } else {
            writeFrames(context, payload, false, framing != Framing.UNLIMITED, promise);
        }
    }

    private void writeFrames(
            ChannelHandlerContext context, ByteBuf payload, boolean compressed, boolean small, ChannelPromise promise) {
        int opcode = FrameHead.BINARY;
        boolean first = true;
        while (small && payload.readableBytes() > SMALL_FRAME_BYTES) {
            writeHead(context, first ? opcode : FrameHead.CONTINUATION, false, compressed && first, SMALL_FRAME_BYTES);
            var _ = context.write(payload.readRetainedSlice(SMALL_FRAME_BYTES), context.voidPromise());
            first = false;
        }
        writeHead(context, first ? opcode : FrameHead.CONTINUATION, true, compressed && first, payload.readableBytes());
        var _ = context.write(payload, promise);
    }

    private static void writeHead(
            ChannelHandlerContext context, int opcode, boolean isFinal, boolean compressed, int payloadBytes) {
        ByteBuf head = context.alloc().directBuffer(HEAD_BYTES_MAX, HEAD_BYTES_MAX);
        FrameHead.write(head, opcode, isFinal, compressed, payloadBytes);
        var _ = context.write(head, context.voidPromise());
    }

    private static void writeControl(ChannelHandlerContext context, int opcode, byte[] payload) {
        ByteBuf frame = context.alloc().directBuffer(HEAD_BYTES_MAX + payload.length);
        FrameHead.write(frame, opcode, true, false, payload.length);
        frame.writeBytes(payload);
        var _ = context.writeAndFlush(frame, context.voidPromise());
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!closeSent && context.channel().isActive()) {
            closeSent = true;
            writeControl(context, FrameHead.CLOSE, goodbye != null ? goodbye : goodbye());
        }
        var _ = context.close(promise);
    }

    private byte[] goodbye() {
        CloseReason reason = closeReason.get();
        return CloseStatus.payload(CloseStatus.of(reason), reason.text());
    }

    /// Carries what the reader finds to where it belongs.
    private final class Content implements FrameReader.Receiver {
        private final ChannelHandlerContext context;

        Content(ChannelHandlerContext context) {
            this.context = context;
        }

        @Override
        public void onPayload(ByteBuf payload) {
            context.fireChannelRead(payload.retain());
        }

        @Override
        public void onPing(byte[] payload) {
            writeControl(context, FrameHead.PONG, payload);
        }

        @Override
        public void onClose(byte[] answer, CloseReason reason) {
            goodbye = answer;
            context.fireUserEventTriggered(reason);
        }
    }
}
