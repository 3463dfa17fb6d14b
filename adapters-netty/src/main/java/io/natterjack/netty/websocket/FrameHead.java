package io.natterjack.netty.websocket;

import io.netty.buffer.ByteBuf;

/// Collects the head of one frame, 2 to 14 bytes, from whatever pieces it comes in, and knows its fields.
final class FrameHead {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int BYTES_MAX = 14;

    private final byte[] bytes = new byte[BYTES_MAX];
    private int length;

    void clear() {
        length = 0;
    }

    /// @return whether the head is complete
    boolean read(ByteBuf source) {
        while (length < wanted() && source.isReadable()) {
            bytes[length++] = source.readByte();
        }
        return length >= 2 && length == wanted();
    }

    private int wanted() {
        if (length < 2) {
            return 2;
        }
        return 2 + lengthBytes() + (masked() ? 4 : 0);
    }

    private int lengthBytes() {
        return switch (bytes[1] & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    boolean isFinal() {
        return (bytes[0] & 0x80) != 0;
    }

    boolean compressed() {
        return (bytes[0] & 0x40) != 0;
    }

    boolean reservedBits() {
        return (bytes[0] & 0x30) != 0;
    }

    int opcode() {
        return bytes[0] & 0x0f;
    }

    boolean isControl() {
        return opcode() >= CLOSE;
    }

    boolean masked() {
        return (bytes[1] & 0x80) != 0;
    }

    /// Of the payload; negative if it claims to be longer than any.
    long payloadBytes() {
        int extra = lengthBytes();
        if (extra == 0) {
            return bytes[1] & 0x7f;
        }
        long value = 0;
        for (int i = 0; i < extra; i++) {
            value = (value << 8) | (bytes[2 + i] & 0xff);
        }
        return value;
    }

    /// The four bytes of the mask, the first one highest; 0 without a mask.
    int mask() {
        if (!masked()) {
            return 0;
        }
        int at = length - 4;
        return ((bytes[at] & 0xff) << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }

    /// Writes the head of a frame of ours, which is never masked.
    static void write(ByteBuf target, int opcode, boolean isFinal, boolean compressed, int payloadBytes) {
        target.writeByte(opcode | (isFinal ? 0x80 : 0) | (compressed ? 0x40 : 0));
        if (payloadBytes < 126) {
            target.writeByte(payloadBytes);
        } else if (payloadBytes < 1 << 16) {
            target.writeByte(126).writeShort(payloadBytes);
        } else {
            target.writeByte(127).writeLong(payloadBytes);
        }
    }
}
