package io.natterjack.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.SingleThreadEventLoop;

/// One event loop with the memory that its connections share, because only one of them is served at a time.
final class Loop {
    /// As much as one read takes from a socket.
    static final int READ_BYTES_MAX = 64 * 1024;

    private static final int READS_MAX = 2;
    private static final int GATHERED_CHUNKS_MAX = 64;

    private final SingleThreadEventLoop executor;
    private final ReceiveBuffer receiveBuffer = new ReceiveBuffer(READ_BYTES_MAX, READS_MAX);
    private final byte[] readArray = new byte[READ_BYTES_MAX];
    private final ByteBuf[] chunks = new ByteBuf[GATHERED_CHUNKS_MAX];

    Loop(SingleThreadEventLoop executor) {
        this.executor = executor;
    }

    SingleThreadEventLoop executor() {
        return executor;
    }

    ReceiveBuffer receiveBuffer() {
        return receiveBuffer;
    }

    /// Where bytes from a socket are lent to the broker.
    byte[] readArray() {
        return readArray;
    }

    /// Where chunks of an output are on their way to a socket.
    ByteBuf[] chunks() {
        return chunks;
    }
}
