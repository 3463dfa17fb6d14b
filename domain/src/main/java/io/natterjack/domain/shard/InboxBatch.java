package io.natterjack.domain.shard;

import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Subscriber;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Messages one after another, copied into one array. Guarded by the [Inbox] while it is filled, confined to the shard
/// while it is emptied.
final class InboxBatch {
    private static final int KEPT_BYTES_MAX = 8 << 20;
    private static final int BYTES_MIN = 64 << 10;
    private static final int FIELDS = 4;

    private byte[] bytes = new byte[BYTES_MIN];
    private int[] lengths = new int[FIELDS * 256];
    private @Nullable Inlet[] inlets = new Inlet[256];
    private @Nullable Subscriber[] publishers = new Subscriber[256];
    private int used;
    private int count;

    int usedBytes() {
        return used;
    }

    int count() {
        return count;
    }

    /// @param whole · false to leave the payload out
    void add(Inlet inlet, Delivery message, boolean whole) {
        int subjectLength = message.subjectTo() - message.subjectFrom();
        int replyLength = message.hasReply() ? message.replyTo() - message.replyFrom() : 0;
        int payloadLength = whole ? message.payloadLength() : 0;
        reserve(subjectLength + replyLength + payloadLength);
        copy(message.subject(), message.subjectFrom(), subjectLength);
        copy(message.reply(), message.replyFrom(), replyLength);
        copy(message.payload(), message.payloadFrom(), payloadLength);
        int at = count * FIELDS;
        lengths[at] = subjectLength;
        lengths[at + 1] = replyLength;
        lengths[at + 2] = whole ? message.headerLength() : -1;
        lengths[at + 3] = payloadLength;
        inlets[count] = inlet;
        publishers[count] = message.publisher();
        count++;
    }

    private void copy(byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, used, length);
        used += length;
    }

    private void reserve(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
        if (count == inlets.length) {
            inlets = Arrays.copyOf(inlets, count * 2);
            publishers = Arrays.copyOf(publishers, count * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
    }

    /// Shows every message to where it was meant to go, in the order in which they came, and is empty afterwards.
    ///
    /// @param deliver · must not throw
    void drain(Inbound window, BiConsumer<Inlet, Inbound> deliver) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            int at = i * FIELDS;
            int headers = lengths[at + 2];
            window.show(bytes, from, lengths[at], lengths[at + 1], Math.max(0, headers), lengths[at + 3])
                    .from(publishers[i], headers < 0);
            Inlet inlet = inlets[i];
            if (inlet != null) {
                deliver.accept(inlet, window);
            }
            from += lengths[at] + lengths[at + 1] + lengths[at + 3];
        }
        Arrays.fill(inlets, 0, count, null);
        Arrays.fill(publishers, 0, count, null);
        used = 0;
        count = 0;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[BYTES_MIN];
        }
    }
}
