package io.natterjack.netty.output;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import io.natterjack.ports.session.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What waits to be sent on one connection.
///
/// # Many threads in, one thread out
///
/// A broker spends its time copying small messages into the outputs of many clients, from whichever thread read them.
/// Handing each message to the event loop of its receiver would cost a task, a promise and a buffer per message, and
/// is what makes such servers several times slower than they need be. Here a producer copies its bytes into a chunk
/// under a short lock, and only the first one after a flush is asked to flush again ([Connection#FLUSH_NEEDED]). The
/// [Writer] takes all chunks at once.
///
/// # Accounting
///
/// `appendedBytes` grows under the lock; `acceptedBytes` is written by the [Writer] alone, as the kernel takes the
/// bytes. Their difference is what is pending, without a second acquisition of the lock per write.
///
/// # Chunks
///
/// Chunks are direct, so that the kernel reads them where they are. They double from 2 KiB to 64 KiB while they are
/// being filled between two flushes and shrink again when they are not, and belong to the output only until they are
/// taken: an idle connection holds none.
final class Output {
    static final int CHUNK_BYTES_MIN = 2 * 1024;
    static final int CHUNK_BYTES_MAX = 64 * 1024;

    /// Answer of [#append]: the bytes would exceed the bound, and the output is sealed and empty from now on.
    static final int OVERFLOWED = 8;

    private static final ByteBuf[] NO_CHUNKS = {};

    private final ByteBufAllocator allocator;
    private final long pendingBytesMax;
    private final long congestedBytes;

    private ByteBuf[] full = NO_CHUNKS;
    private int fullCount;
    private @Nullable ByteBuf current;
    private int chunkBytes = CHUNK_BYTES_MIN;
    private boolean flushPromised;
    private volatile boolean congested;
    private long appendedBytes;
    private long messages;
    private long bodyBytes;
    private long stalls;
    private @Nullable CloseReason sealedBy;

    private volatile long acceptedBytes;

    Output(ByteBufAllocator allocator, long pendingBytesMax) {
        this.allocator = allocator;
        this.pendingBytesMax = pendingBytesMax;
        this.congestedBytes = pendingBytesMax / 4 * 3;
    }

    /// @see Connection#append
    synchronized int append(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
        if (sealedBy != null) {
            return Connection.CLOSED;
        }
        long pending = appendedBytes - acceptedBytes + headLength + bodyLength;
        if (pending > pendingBytesMax) {
            return overflow();
        }
        try {
            put(head, 0, headLength);
            put(body, bodyOffset, bodyLength);
        } catch (OutOfMemoryError _) {
            // A torn message must not be sent. The memory that is short is what slow clients hold: this is one.
            return overflow();
        }
        appendedBytes += headLength + bodyLength;
        if (bodyLength > 0) {
            messages++;
            bodyBytes += bodyLength;
        }
        int answer = flushPromised ? 0 : Connection.FLUSH_NEEDED;
        flushPromised = true;
        if (pending >= congestedBytes) {
            congested = true;
            stalls++;
            answer |= Connection.CONGESTED;
        }
        return answer;
    }

    /// Moves chunks to an array that the caller owns, with a reference each, and expects a new promise to flush.
    ///
    /// @return how many; fewer than the array holds if there are no more
    synchronized int take(ByteBuf[] target) {
        int count = Math.min(fullCount, target.length);
        System.arraycopy(full, 0, target, 0, count);
        if (count < fullCount) {
            System.arraycopy(full, count, full, 0, fullCount - count);
            Arrays.fill(full, fullCount - count, fullCount, null);
            fullCount -= count;
            return count;
        }
        full = NO_CHUNKS;
        fullCount = 0;
        ByteBuf last = current;
        if (last != null && count < target.length) {
            target[count++] = last;
            current = null;
            if (last.readableBytes() < chunkBytes / 4 && chunkBytes > CHUNK_BYTES_MIN) {
                chunkBytes /= 2;
            }
        }
        flushPromised = current != null;
        return count;
    }

    /// Tells appenders that a flush will follow without their help.
    synchronized void promiseFlush() {
        flushPromised = true;
    }

    /// Says how many more bytes the kernel has taken. Called by one thread at a time.
    void accepted(long bytes) {
        long total = acceptedBytes + bytes;
        acceptedBytes = total;
    }

    /// @return true if somebody was told of a congestion that is over; once per congestion
    boolean clearCongestion() {
        return congested && clearCongestionIfOver();
    }

    private synchronized boolean clearCongestionIfOver() {
        if (!congested || appendedBytes - acceptedBytes >= congestedBytes) {
            return false;
        }
        congested = false;
        return true;
    }

    /// Takes no more bytes. What is there stays.
    ///
    /// @return false if it was sealed already
    synchronized boolean seal(CloseReason reason) {
        if (sealedBy != null) {
            return false;
        }
        sealedBy = reason;
        return true;
    }

    synchronized @Nullable CloseReason sealedBy() {
        return sealedBy;
    }

    /// Throws away what has not been taken.
    synchronized void drop() {
        for (int i = 0; i < fullCount; i++) {
            full[i].release();
        }
        full = NO_CHUNKS;
        fullCount = 0;
        if (current != null) {
            current.release();
            current = null;
        }
    }

    synchronized long pendingBytes() {
        return appendedBytes - acceptedBytes;
    }

    synchronized Traffic traffic() {
        return new Traffic(messages, bodyBytes, appendedBytes - acceptedBytes, stalls);
    }

    private int overflow() {
        sealedBy = CloseReason.SLOW_CONSUMER_PENDING_BYTES;
        drop();
        return Connection.CLOSED | OVERFLOWED;
    }

    private void put(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            ByteBuf chunk = current;
            if (chunk == null) {
                chunk = allocator.directBuffer(chunkBytes, chunkBytes);
                current = chunk;
            }
            int count = Math.min(left, chunk.writableBytes());
            chunk.writeBytes(bytes, from, count);
            from += count;
            left -= count;
            if (!chunk.isWritable()) {
                moveToFull(chunk);
            }
        }
    }

    private void moveToFull(ByteBuf chunk) {
        if (fullCount == full.length) {
            full = Arrays.copyOf(full, Math.max(4, fullCount * 2));
        }
        full[fullCount++] = chunk;
        current = null;
        chunkBytes = Math.min(chunkBytes * 2, CHUNK_BYTES_MAX);
    }
}
