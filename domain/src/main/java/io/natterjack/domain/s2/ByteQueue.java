package io.natterjack.domain.s2;

/// Bytes that are appended at the end and taken from the front. Confined to one thread.
public final class ByteQueue {
    private byte[] bytes = new byte[1024];
    private int from;
    private int to;

    public int length() {
        return to - from;
    }

    /// Makes room behind the last byte, for somebody who writes into [#bytes] from there on.
    ///
    /// @return where that is
    int reserve(int more) {
        ensure(more);
        return to;
    }

    /// So many bytes have been written behind the last.
    void written(int more) {
        to += more;
    }

    /// Where the first byte is in [#bytes].
    public int from() {
        return from;
    }

    /// Good until the next change.
    public byte[] bytes() {
        return bytes;
    }

    public ByteQueue add(byte[] source, int start, int length) {
        ensure(length);
        System.arraycopy(source, start, bytes, to, length);
        to += length;
        return this;
    }

    public ByteQueue add(int value) {
        ensure(1);
        bytes[to++] = (byte) value;
        return this;
    }

    public ByteQueue addInt(int value) {
        return add(value >>> 24).add(value >>> 16).add(value >>> 8).add(value);
    }

    public ByteQueue addLong(long value) {
        return addInt((int) (value >>> 32)).addInt((int) value);
    }

    /// The byte so many places behind the first.
    public int at(int offset) {
        return bytes[from + offset] & 0xff;
    }

    public int intAt(int offset) {
        return (at(offset) << 24) | (at(offset + 1) << 16) | (at(offset + 2) << 8) | at(offset + 3);
    }

    public long longAt(int offset) {
        return ((long) intAt(offset) << 32) | (intAt(offset + 4) & 0xffff_ffffL);
    }

    public void drop(int length) {
        from += length;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    private void ensure(int more) {
        if (to + more <= bytes.length) {
            return;
        }
        int length = length();
        byte[] target = length + more > bytes.length ? new byte[Math.max(bytes.length * 2, length + more)] : bytes;
        System.arraycopy(bytes, from, target, 0, length);
        bytes = target;
        from = 0;
        to = length;
    }
}
