package io.natterjack.domain.stream.dedupe;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The ids of the messages of the last minutes, so that one that is sent again is not stored again.
///
/// Confined. Looking up allocates nothing; ids go when they are too old, which every call looks at first.
public final class DuplicateWindow {
    private static final byte[] NONE = {};

    private final Map<MessageId, MessageId> ids = new HashMap<>();
    private final ArrayDeque<MessageId> byAge = new ArrayDeque<>();
    private final MessageId probe = new MessageId(NONE, 0, 0);
    private long windowNanos;
    private byte[] last = NONE;

    /// @param windowNanos · how long ids are remembered; 0 for not at all
    public DuplicateWindow(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    public void windowNanos(long changed) {
        windowNanos = changed;
    }

    /// Sequence of the message with an id; 0 if there is none.
    public long find(byte[] bytes, int from, int to, long nowNanos) {
        forget(nowNanos);
        if (ids.isEmpty()) {
            return 0;
        }
        probe.look(bytes, from, to);
        MessageId found = ids.get(probe);
        probe.look(NONE, 0, 0);
        return found == null ? 0 : found.sequence();
    }

    /// Remembers the id of a message that has been stored.
    public void remember(byte[] bytes, int from, int to, long sequence, long timeNanos) {
        last = Arrays.copyOfRange(bytes, from, to);
        if (windowNanos > 0) {
            MessageId id = new MessageId(last, sequence, timeNanos);
            ids.remove(id);
            ids.put(id, id);
            byAge.add(id);
        }
    }

    /// The message that was stored last had no id.
    public void lastHadNone() {
        last = NONE;
    }

    /// The id of the message that was stored last; empty if it had none. Not to be written to.
    public byte[] last() {
        return last;
    }

    /// Forgets what is too old.
    public void forget(long nowNanos) {
        for (MessageId oldest = byAge.peek();
                oldest != null && nowNanos - oldest.timeNanos() >= windowNanos;
                oldest = byAge.peek()) {
            byAge.remove();
            ids.remove(oldest, oldest);
        }
    }

    public int size() {
        return ids.size();
    }
}
