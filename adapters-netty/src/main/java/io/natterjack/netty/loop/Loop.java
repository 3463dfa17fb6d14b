package io.natterjack.netty.loop;

import io.natterjack.netty.websocket.Compression;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.unix.IovArray;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/// One event loop with the memory that its connections share, because only one of them is served at a time.
public final class Loop {
    /// As much as one read takes from a socket.
    public static final int READ_BYTES_MAX = 64 * 1024;

    /// As many chunks as one write takes.
    public static final int CHUNKS_MAX = 8;

    private static final int READS_MAX = 4;
    private static final FastThreadLocal<@Nullable Loop> CURRENT = new FastThreadLocal<>();

    private final SingleThreadEventLoop executor;
    private final ReceiveBuffer receiveBuffer = new ReceiveBuffer(READ_BYTES_MAX, READS_MAX);
    private final byte[] readArray = new byte[READ_BYTES_MAX];
    private @Nullable IovArray vector;

    private @Nullable Compression compression;

    public Loop(SingleThreadEventLoop executor) {
        this.executor = executor;
        executor.execute(() -> CURRENT.set(this));
    }

    /// The loop that runs on this thread; null if there is none.
    public static @Nullable Loop current() {
        return CURRENT.getIfExists();
    }

    public SingleThreadEventLoop executor() {
        return executor;
    }

    public ReceiveBuffer receiveBuffer() {
        return receiveBuffer;
    }

    /// Where the addresses of chunks are gathered for one write. It needs native code, and so is not made before.
    public IovArray vector() {
        if (vector == null) {
            vector = new IovArray(CHUNKS_MAX);
        }
        return vector;
    }

    /// Made when the first WebSocket client arrives. Confined to the event loop.
    public Compression compression() {
        if (compression == null) {
            compression = new Compression();
        }
        return compression;
    }

    /// The event loop has ended.
    public void release() {
        receiveBuffer.release();
        if (vector != null) {
            vector.release();
        }
        if (compression != null) {
            compression.close();
        }
    }

    /// Where bytes from a socket are lent to the broker.
    public byte[] readArray() {
        return readArray;
    }
}
