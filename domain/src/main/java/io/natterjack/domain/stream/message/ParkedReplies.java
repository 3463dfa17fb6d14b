package io.natterjack.domain.stream.message;

import java.util.Arrays;
import java.util.function.Consumer;

/// Replies that wait until what they say has become safe.
///
/// A reply is copied behind those that wait already, in one array: four bytes each with the lengths of its subject,
/// its payload and the headers in that, then subject and payload. [#seal] gives a ticket to all that have come since;
/// [#release] lets go in order. After the longest wait has been through it, nothing is allocated any more. Confined to
/// the stream's owner.
public final class ParkedReplies {
    private static final int LENGTHS_BYTES = 12;

    private byte[] bytes = new byte[4096];
    private int head;
    private int tail;
    private int unsealed;

    private long[] tickets = new long[16];
    private int[] ends = new int[16];
    private int firstTicket;
    private int lastTicket;

    private final Publication window = new Publication();

    /// Parks a reply without headers. Bytes are copied.
    public void park(byte[] to, int toFrom, int toEnd, byte[] payload, int from, int length) {
        park(to, toFrom, toEnd, payload, from, 0, length);
    }

    /// Parks a reply. Bytes are copied.
    ///
    /// @param headerLength · of the headers at the start of the payload; 0 for none
    public void park(byte[] to, int toFrom, int toEnd, byte[] payload, int from, int headerLength, int length) {
        int toLength = toEnd - toFrom;
        reserve(LENGTHS_BYTES + toLength + length);
        writeInt(tail, toLength);
        writeInt(tail + 4, length);
        writeInt(tail + 8, headerLength);
        System.arraycopy(to, toFrom, bytes, tail + LENGTHS_BYTES, toLength);
        System.arraycopy(payload, from, bytes, tail + LENGTHS_BYTES + toLength, length);
        tail += LENGTHS_BYTES + toLength + length;
        unsealed++;
    }

    /// Whether there is a reply that has no ticket yet.
    public boolean hasUnsealed() {
        return unsealed > 0;
    }

    /// Gives a ticket to every reply that has none.
    ///
    /// @param ticket · not below those before it
    public void seal(long ticket) {
        if (unsealed == 0) {
            return;
        }
        unsealed = 0;
        if (lastTicket == tickets.length) {
            makeRoomForTicket();
        }
        tickets[lastTicket] = ticket;
        ends[lastTicket++] = tail;
    }

    /// Sends every reply whose ticket has been reached, in the order of their coming.
    ///
    /// @param send · takes a borrowed window; must not park anything
    public void release(long ticket, Consumer<Publication> send) {
        while (firstTicket < lastTicket && tickets[firstTicket] <= ticket) {
            int end = ends[firstTicket++];
            while (head < end) {
                int body = head + LENGTHS_BYTES + readInt(head);
                int length = readInt(head + 4);
                window.to(bytes, head + LENGTHS_BYTES, body).payload(bytes, body, readInt(head + 8), length);
                head = body + length;
                send.accept(window);
            }
        }
        if (firstTicket == lastTicket) {
            firstTicket = 0;
            lastTicket = 0;
        }
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }

    /// Forgets everything: it will never be safe.
    public void clear() {
        head = 0;
        tail = 0;
        unsealed = 0;
        firstTicket = 0;
        lastTicket = 0;
    }

    private void reserve(int more) {
        if (tail + more <= bytes.length) {
            return;
        }
        int waiting = tail - head;
        byte[] target =
                waiting + more > bytes.length / 2 ? new byte[Math.max(bytes.length * 2, waiting + more)] : bytes;
        System.arraycopy(bytes, head, target, 0, waiting);
        for (int at = firstTicket; at < lastTicket; at++) {
            ends[at] -= head;
        }
        bytes = target;
        head = 0;
        tail = waiting;
    }

    private void makeRoomForTicket() {
        int waiting = lastTicket - firstTicket;
        int room = waiting > tickets.length / 2 ? tickets.length * 2 : tickets.length;
        tickets = Arrays.copyOf(Arrays.copyOfRange(tickets, firstTicket, lastTicket), room);
        ends = Arrays.copyOf(Arrays.copyOfRange(ends, firstTicket, lastTicket), room);
        firstTicket = 0;
        lastTicket = waiting;
    }

    private void writeInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private int readInt(int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
