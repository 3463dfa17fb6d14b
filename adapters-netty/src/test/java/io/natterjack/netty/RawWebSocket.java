package io.natterjack.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.ports.contract.WireClient;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A WebSocket client that can send any frame, the wrong ones too. What it receives, it shows both as a stream of bytes
/// and as single frames.
final class RawWebSocket implements WireClient {
    private static final byte[] MASK = {1, 2, 3, 4};
    private static final int SEND_BYTES_MAX = 50_000;

    /// One frame as it was received.
    ///
    /// @param flags · the upper four bits of its first byte
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    record Frame(int flags, int opcode, byte[] payload) {
        boolean compressed() {
            return (flags & 4) != 0;
        }
    }

    private final SocketClient socket;
    private final boolean masking;
    private final String response;
    private byte[] unread = {};

    private RawWebSocket(SocketClient socket, String response) {
        this.socket = socket;
        this.response = response;
        this.masking = !response.contains("Nats-No-Masking: true");
    }

    /// @param headers · lines that the request has besides those that every request needs
    static RawWebSocket dial(SocketClient socket, String... headers) {
        String request = """
            GET / HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: keep-alive, Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            """;
        StringBuilder all = new StringBuilder(request);
        for (String header : headers) {
            all.append(header).append("\r\n");
        }
        return new RawWebSocket(socket, exchange(socket, all + "\r\n"));
    }

    /// Sends a request and waits for the head of the response.
    static String exchange(SocketClient socket, String request) {
        socket.send(request.getBytes(ISO_8859_1));
        StringBuilder response = new StringBuilder();
        while (response.indexOf("\r\n\r\n") < 0) {
            response.append(new String(socket.receive(1), ISO_8859_1));
        }
        return response.toString();
    }

    String response() {
        return response;
    }

    @Override
    public void send(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += SEND_BYTES_MAX) {
            sendFrame(0x82, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SEND_BYTES_MAX)));
        }
    }

    /// @param firstByte · flags and opcode
    void sendFrame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        int maskBit = masking ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(maskBit | payload.length);
        } else {
            frame.write(maskBit | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        if (masking) {
            frame.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masking ? payload[i] ^ MASK[i & 3] : payload[i]);
        }
        socket.send(frame.toByteArray());
    }

    void sendRaw(byte[] bytes) {
        socket.send(bytes);
    }

    Frame receiveFrame() {
        byte[] start = socket.receive(2);
        long length = start[1] & 0x7f;
        if (length >= 126) {
            length = 0;
            for (byte one : socket.receive((start[1] & 0x7f) == 126 ? 2 : 8)) {
                length = (length << 8) | (one & 0xff);
            }
        }
        return new Frame((start[0] >> 4) & 0x0f, start[0] & 0x0f, socket.receive((int) length));
    }

    @Override
    public byte[] receive(int count) {
        byte[] result = new byte[count];
        int at = 0;
        while (at < count) {
            if (unread.length == 0) {
                unread = content(receiveFrame());
            }
            int taken = Math.min(count - at, unread.length);
            System.arraycopy(unread, 0, result, at, taken);
            unread = Arrays.copyOfRange(unread, taken, unread.length);
            at += taken;
        }
        return result;
    }

    private static byte[] content(Frame frame) {
        if (frame.opcode() > 2) {
            throw new AssertionError("a control frame instead of data: " + frame);
        }
        return frame.compressed() ? inflate(frame.payload()) : frame.payload();
    }

    static byte[] inflate(byte[] payload) {
        Inflater inflater = new Inflater(true);
        byte[] tail = {0, 0, -1, -1};
        byte[] all = Arrays.copyOf(payload, payload.length + 4);
        System.arraycopy(tail, 0, all, payload.length, 4);
        inflater.setInput(all);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[8192];
        try {
            for (int n = inflater.inflate(step); n > 0; n = inflater.inflate(step)) {
                out.write(step, 0, n);
            }
        } catch (DataFormatException damaged) {
            throw new AssertionError(damaged);
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }

    /// Counts data only; the goodbye is none.
    @Override
    public long receiveToTheEnd() {
        long count = unread.length;
        Frame frame = receiveFrame();
        while (frame.opcode() != 8) {
            count += content(frame).length;
            frame = receiveFrame();
        }
        socket.receiveToTheEnd();
        return count;
    }

    /// Whatever comes after a goodbye.
    long receiveBytesToTheEnd() {
        return socket.receiveToTheEnd();
    }

    @Override
    public void close() {
        socket.close();
    }
}
