package io.natterjack.filestore.record;

import java.util.Arrays;

/// A growing array of bytes that takes numbers and bytes.
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public ByteWriter putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteWriter putInt(int value) {
        reserve(Integer.BYTES);
        Bytes.putInt(bytes, length, value);
        length += Integer.BYTES;
        return this;
    }

    public ByteWriter putLong(long value) {
        reserve(Long.BYTES);
        Bytes.putLong(bytes, length, value);
        length += Long.BYTES;
        return this;
    }

    public ByteWriter putBytes(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /// Bytes with their length in front.
    public ByteWriter putBlock(byte[] source) {
        return putInt(source.length).putBytes(source, 0, source.length);
    }

    public ByteWriter putInts(int[] values, int count) {
        reserve(Math.multiplyExact(count, Integer.BYTES));
        for (int i = 0; i < count; i++) {
            Bytes.putInt(bytes, length + i * Integer.BYTES, values[i]);
        }
        length += count * Integer.BYTES;
        return this;
    }

    /// Forgets what was put behind a length.
    public void cut(int keep) {
        length = keep;
    }

    /// Begins anew.
    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    /// What was put, and more behind it.
    public byte[] array() {
        return bytes;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(bytes.length * 2L, Integer.MAX_VALUE - 16)));
        }
    }
}
