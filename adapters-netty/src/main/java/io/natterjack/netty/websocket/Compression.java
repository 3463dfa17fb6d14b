package io.natterjack.netty.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Deflates and inflates whole messages, each by itself: permessage-deflate without context takeover in either
/// direction. As nothing is remembered from one message to the next, one instance serves all connections of an event
/// loop, and a connection costs no memory for it.
public final class Compression implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, -1, -1};
    private static final int STEP_BYTES = 16 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Inflater inflater = new Inflater(true);
    private final byte[] step = new byte[STEP_BYTES];

    /// Takes inflated bytes.
    interface Sink {
        void take(byte[] bytes, int length);
    }

    /// @return false if the message is longer than allowed; what was inflated until then has been handed over
    /// @throws DataFormatException if the bytes are not deflated ones
    boolean inflate(ByteBuf message, long bytesMax, Sink sink) throws DataFormatException {
        inflater.reset();
        long total = 0;
        for (ByteBuffer part : message.nioBuffers()) {
            inflater.setInput(part);
            total = drain(total, bytesMax, sink);
            if (total > bytesMax) {
                return false;
            }
        }
        inflater.setInput(TAIL);
        return drain(total, bytesMax, sink) <= bytesMax;
    }

    private long drain(long before, long bytesMax, Sink sink) throws DataFormatException {
        long total = before;
        int count = inflater.inflate(step);
        while (count > 0) {
            int allowed = (int) Math.min(count, bytesMax - total);
            sink.take(step, allowed);
            total += count;
            if (total > bytesMax) {
                return total;
            }
            count = inflater.inflate(step);
        }
        return total;
    }

    /// @return a new buffer without the tail that ends each deflated message
    ByteBuf deflate(ByteBuf message, ByteBufAllocator allocator) {
        deflater.reset();
        ByteBuf deflated = allocator.directBuffer(message.readableBytes() / 2 + 64);
        for (ByteBuffer part : message.nioBuffers()) {
            deflater.setInput(part);
            drain(deflated, Deflater.NO_FLUSH);
        }
        drain(deflated, Deflater.SYNC_FLUSH);
        return deflated.writerIndex(deflated.writerIndex() - TAIL.length);
    }

    private void drain(ByteBuf target, int flush) {
        int count;
        do {
            count = deflater.deflate(step, 0, step.length, flush);
            target.writeBytes(step, 0, count);
        } while (count == step.length);
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
