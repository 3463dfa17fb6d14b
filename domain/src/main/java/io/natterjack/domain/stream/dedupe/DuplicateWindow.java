package io.natterjack.domain.stream.dedupe;

import io.natterjack.domain.stream.message.MessageHeader;
import io.natterjack.domain.stream.message.MessageHeaders;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredMessage;
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

    /// Sequence of the message with the id that is in these headers; 0 if there is none.
    public long find(MessageHeaders headers, long nowNanos) {
        if (!headers.given(MessageHeader.MSG_ID)) {
            return 0;
        }
        forget(nowNanos);
        if (ids.isEmpty()) {
            return 0;
        }
        probe.look(headers.bytes(), headers.from(MessageHeader.MSG_ID), headers.to(MessageHeader.MSG_ID));
        MessageId found = ids.get(probe);
        probe.look(NONE, 0, 0);
        return found == null ? 0 : found.sequence();
    }

    /// Remembers the id of a message that has been stored, or that it has none.
    public void remember(MessageHeaders headers, long sequence, long timeNanos) {
        boolean given = headers.given(MessageHeader.MSG_ID);
        last = given
                ? Arrays.copyOfRange(
                        headers.bytes(), headers.from(MessageHeader.MSG_ID), headers.to(MessageHeader.MSG_ID))
                : NONE;
        if (given && windowNanos > 0) {
            MessageId id = new MessageId(last, sequence, timeNanos);
            ids.remove(id);
            ids.put(id, id);
            byAge.add(id);
        }
    }

    /// Finds the ids again that are not too old.
    ///
    /// @param lastSequence · the last that was ever used
    public void recover(MessageReader reader, long lastSequence, long nowNanos) {
        StoredMessage window = new StoredMessage();
        MessageHeaders headers = new MessageHeaders();
        long first = Math.max(1, Math.min(reader.sequenceAt(nowNanos - windowNanos), lastSequence));
        for (long at = first; at <= lastSequence; at++) {
            boolean there = reader.read(at, window);
            headers.read(window.payload(), window.payloadFrom(), there ? window.headerLength() : 0);
            remember(headers, at, there ? window.timeNanos() : nowNanos);
        }
        forget(nowNanos);
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
}
