package io.natterjack.postgres.tail;

import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The content of a stream's newest messages: of all that are not written yet, and of as many others as the cache
/// has room for. Confined to the stream's owner, but for the cache's size, which all streams share.
public final class Tail {
    private static final int CHUNK_BYTES_MIN = 4 * 1024;
    private static final int CHUNK_BYTES_MAX = 256 * 1024;

    private final List<TailChunk> chunks = new ArrayList<>();
    private final AtomicLong cachedBytes;
    private final long cachedBytesMax;

    /// @param cachedBytes    · of all streams together
    /// @param cachedBytesMax · above which what has been written is let go of
    public Tail(AtomicLong cachedBytes, long cachedBytesMax) {
        this.cachedBytes = cachedBytes;
        this.cachedBytesMax = cachedBytesMax;
    }

    /// Keeps a message, and has it written with the others of these changes.
    ///
    /// @param written · all messages up to this sequence are in the database
    public void add(StoredMessage message, Changes changes, long written) {
        if (chunks.isEmpty() || !chunks.getLast().add(message)) {
            open(message.subjectLength() + message.payloadLength(), written);
            chunks.getLast().add(message);
        }
        TailChunk chunk = chunks.getLast();
        changes.add(chunk, chunk.size() - 1);
    }

    private void open(int needed, long written) {
        shrink(written);
        int last = chunks.isEmpty() ? 0 : chunks.getLast().capacityBytes();
        int usual = Math.clamp(last * 4L, CHUNK_BYTES_MIN, CHUNK_BYTES_MAX);
        TailChunk chunk = new TailChunk(Math.max(usual, needed));
        chunks.add(chunk);
        cachedBytes.addAndGet(chunk.capacityBytes());
    }

    /// Lets go of what is written if the cache is too large.
    public void shrink(long written) {
        int dropped = 0;
        while (dropped < chunks.size()
                && cachedBytes.get() > cachedBytesMax
                && chunks.get(dropped).lastSequence() <= written) {
            cachedBytes.addAndGet(-chunks.get(dropped).capacityBytes());
            dropped++;
        }
        chunks.subList(0, dropped).clear();
    }

    /// Lets go of everything.
    public void clear() {
        chunks.forEach(chunk -> cachedBytes.addAndGet(-chunk.capacityBytes()));
        chunks.clear();
    }

    /// @return false if its content is not here
    public boolean read(long sequence, StoredMessage into) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            TailChunk chunk = chunks.get(middle);
            if (sequence < chunk.firstSequence()) {
                high = middle - 1;
            } else if (sequence > chunk.lastSequence()) {
                low = middle + 1;
            } else {
                int at = chunk.find(sequence);
                if (at >= 0) {
                    chunk.show(at, into);
                }
                return at >= 0;
            }
        }
        return false;
    }

    /// The first sequence whose content is here; what is from there on need not be read. [Long#MAX_VALUE] if
    /// nothing is.
    public long firstSequence() {
        return chunks.isEmpty() ? Long.MAX_VALUE : chunks.getFirst().firstSequence();
    }
}
