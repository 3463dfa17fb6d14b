package io.natterjack.netty.websocket;

import io.natterjack.ports.session.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// Takes frames apart. The payload of uncompressed messages is passed on as it arrives; compressed messages are
/// collected first. Confined to the event loop.
final class FrameReader {
    private static final int CONTROL_BYTES_MAX = 125;

    /// Where the content of frames goes.
    interface Receiver {
        /// @param payload · borrowed
        void onPayload(ByteBuf payload);

        void onPing(byte[] payload);

        /// The client says goodbye, or is to be sent away.
        ///
        /// @param answer · payload of the close frame to send
        void onClose(byte[] answer, CloseReason reason);
    }

    private final Receiver receiver;
    private final @Nullable Compression compression;
    private final boolean maskRequired;
    private final long messageBytesMax;
    private final FrameHead head = new FrameHead();
    private final ByteBuf control = Unpooled.buffer(0, CONTROL_BYTES_MAX);

    private boolean inPayload;
    private long payloadLeft;
    private int mask;
    private boolean inMessage;
    private boolean messageCompressed;
    private @Nullable ByteBuf collected;
    private boolean ended;

    /// @param compression · null if it was not agreed upon
    FrameReader(Receiver receiver, @Nullable Compression compression, boolean maskRequired, long messageBytesMax) {
        this.receiver = receiver;
        this.compression = compression;
        this.maskRequired = maskRequired;
        this.messageBytesMax = messageBytesMax;
    }

    void read(ByteBuf bytes) {
        while (!ended && (bytes.isReadable() || (inPayload && payloadLeft == 0))) {
            if (!inPayload) {
                if (!head.read(bytes)) {
                    return;
                }
                begin();
            } else {
                int count = (int) Math.min(payloadLeft, bytes.readableBytes());
                ByteBuf part = bytes.readSlice(count);
                unmask(part);
                payloadLeft -= count;
                take(part);
                if (payloadLeft == 0) {
                    inPayload = false;
                    head.clear();
                }
            }
        }
    }

    void release() {
        ended = true;
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }

    private void begin() {
        String violation = violation();
        if (violation != null) {
            violated(violation);
            return;
        }
        inPayload = true;
        payloadLeft = head.payloadBytes();
        mask = head.mask();
        if (head.isControl()) {
            control.clear();
        } else {
            if (head.opcode() != FrameHead.CONTINUATION) {
                messageCompressed = head.compressed();
            }
            inMessage = !head.isFinal();
        }
    }

    private @Nullable String violation() {
        if (head.reservedBits()) {
            return "RSV2 and RSV3 must be clear";
        }
        if (head.compressed() && compression == null) {
            return "compressed frame received without negotiated permessage-deflate";
        }
        if (maskRequired && !head.masked()) {
            return "mask bit missing";
        }
        String ofKind = switch (head.opcode()) {
            case FrameHead.CLOSE, FrameHead.PING, FrameHead.PONG -> controlViolation();
            case FrameHead.TEXT, FrameHead.BINARY ->
                inMessage ? "new message started before final frame for previous message was received" : null;
            case FrameHead.CONTINUATION -> !inMessage || head.compressed() ? "invalid continuation frame" : null;
            default -> "unknown opcode " + head.opcode();
        };
        return ofKind == null && head.payloadBytes() < 0 ? "invalid 64-bit payload length" : ofKind;
    }

    private @Nullable String controlViolation() {
        if (head.payloadBytes() > CONTROL_BYTES_MAX || head.payloadBytes() < 0) {
            return "control frame length bigger than maximum allowed of 125 bytes";
        }
        if (!head.isFinal()) {
            return "control frame does not have final bit set";
        }
        return head.compressed() ? "control frame must not be compressed" : null;
    }

    private void take(ByteBuf part) {
        if (head.isControl()) {
            control.writeBytes(part);
            if (payloadLeft == 0) {
                takeControl();
            }
        } else if (messageCompressed && compression != null) {
            takeCompressed(part, compression);
        } else if (part.isReadable()) {
            receiver.onPayload(part);
        }
    }

    private void takeControl() {
        byte[] payload = new byte[control.readableBytes()];
        control.readBytes(payload);
        switch (head.opcode()) {
            case FrameHead.PING -> receiver.onPing(payload);
            case FrameHead.CLOSE -> takeClose(payload);
            default -> {} // A pong answers nothing that was asked.
        }
    }

    private void takeClose(byte[] payload) {
        if (payload.length == 0) {
            end(payload, CloseReason.CLIENT_CLOSED);
            return;
        }
        if (payload.length == 1) {
            violated("close frame payload cannot be 1 byte");
            return;
        }
        int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        if (!CloseStatus.isValid(code)) {
            violated("invalid close status code " + code);
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload, 2, payload.length - 2))
                    .toString();
            end(CloseStatus.payload(code, text), CloseReason.CLIENT_CLOSED);
        } catch (CharacterCodingException _) {
            end(
                    CloseStatus.payload(CloseStatus.INVALID_PAYLOAD, "invalid utf8 body in close frame"),
                    CloseReason.CLIENT_CLOSED);
        }
    }

    private void takeCompressed(ByteBuf part, Compression inflating) {
        boolean complete = !inMessage && payloadLeft == 0;
        if (!complete || collected != null) {
            collect(part);
        }
        if (!complete || ended) {
            return;
        }
        ByteBuf message = collected == null ? part : collected;
        try {
            boolean fits = inflating.inflate(
                    message,
                    messageBytesMax,
                    (bytes, length) -> receiver.onPayload(Unpooled.wrappedBuffer(bytes, 0, length)));
            if (!fits) {
                tooBig();
            }
        } catch (DataFormatException _) {
            violated("corrupt compressed message");
        } finally {
            if (collected != null) {
                collected.release();
                collected = null;
            }
        }
    }

    private void collect(ByteBuf part) {
        if (collected == null) {
            collected = Unpooled.buffer(part.readableBytes());
        }
        if (collected.readableBytes() + (long) part.readableBytes() > messageBytesMax) {
            tooBig();
        } else {
            collected.writeBytes(part);
        }
    }

    private void tooBig() {
        CloseReason reason = CloseReason.MAX_PAYLOAD_EXCEEDED;
        end(CloseStatus.payload(CloseStatus.TOO_BIG, reason.text()), reason);
    }

    private void violated(String what) {
        end(CloseStatus.payload(CloseStatus.PROTOCOL_ERROR, what), CloseReason.READ_ERROR);
    }

    private void end(byte[] answer, CloseReason reason) {
        ended = true;
        receiver.onClose(answer, reason);
    }

    private void unmask(ByteBuf part) {
        if (mask == 0) {
            return;
        }
        int at = part.readerIndex();
        int end = part.writerIndex();
        for (; at + 4 <= end; at += 4) {
            part.setInt(at, part.getInt(at) ^ mask);
        }
        for (; at < end; at++) {
            part.setByte(at, part.getByte(at) ^ (mask >>> 24));
            mask = Integer.rotateLeft(mask, 8);
        }
    }
}
