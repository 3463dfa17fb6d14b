package io.natterjack.netty.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/// One direct buffer into which an event loop reads from all its sockets in turn.
///
/// Reading from a socket, copying out and going on to the next socket is strictly sequential on an event loop, so that
/// one large buffer serves all of them: no guessing of sizes, no allocation, and nothing held by a connection that is
/// silent. Only for pipelines whose first handler has released the buffer when it returns.
public final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private final ByteBuf shared;

    /// @param readsMax · how often one socket may be read before the others get their turn
    ReceiveBuffer(int bytes, int readsMax) {
        super(readsMax);
        this.shared = Unpooled.directBuffer(bytes, bytes);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty deprecates the method for callers; implementors have to offer it.
    public Handle newHandle() {
        return new SharingHandle();
    }

    void release() {
        shared.release();
    }

    private final class SharingHandle extends MaxMessageHandle {
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return shared.clear().retain();
        }

        @Override
        public int guess() {
            return shared.capacity();
        }
    }
}
