package io.natterjack.domain.jetstream.transfer;

/// Bytes that are appended at the end and taken from the front. Confined to one thread.
final class GrowingBytes {
    private byte[] bytes = new byte[1024];
    private int from;
    private int to;

    int length() {
        return to - from;
    }

    /// Where the first byte is in [#bytes].
    int from() {
        return from;
    }

    /// Good until the next change.
    byte[] bytes() {
        return bytes;
    }

    GrowingBytes add(byte[] source, int start, int length) {
        ensure(length);
        System.arraycopy(source, start, bytes, to, length);
        to += length;
        return this;
    }

    GrowingBytes add(int value) {
        ensure(1);
        bytes[to++] = (byte) value;
        return this;
    }

    GrowingBytes addInt(int value) {
        return add(value >>> 24).add(value >>> 16).add(value >>> 8).add(value);
    }

    GrowingBytes addLong(long value) {
        return addInt((int) (value >>> 32)).addInt((int) value);
    }

    /// The byte so many places behind the first.
    int at(int offset) {
        return bytes[from + offset] & 0xff;
    }

    int intAt(int offset) {
        return (at(offset) << 24) | (at(offset + 1) << 16) | (at(offset + 2) << 8) | at(offset + 3);
    }

    long longAt(int offset) {
        return ((long) intAt(offset) << 32) | (intAt(offset + 4) & 0xffff_ffffL);
    }

    void drop(int length) {
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
