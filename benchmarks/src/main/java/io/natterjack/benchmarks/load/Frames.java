package io.natterjack.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;

/// Protocol messages as the bytes that cross the wire.
final class Frames {
    private Frames() {}

    /// A message from a client to the server.
    ///
    /// @param reply · empty for none
    static byte[] publish(String subject, String reply, int payloadBytes) {
        return withPayload("PUB " + spaced(subject) + spaced(reply) + payloadBytes, payloadBytes);
    }

    /// The same message on its way from the server to a subscriber whose subscription is number 1.
    static byte[] delivery(String subject, String reply, int payloadBytes) {
        return withPayload("MSG " + spaced(subject) + "1 " + spaced(reply) + payloadBytes, payloadBytes);
    }

    /// Whole messages, one after the other and over again, up to a number of bytes. At least each of them once.
    static Batch batch(List<byte[]> frames, int bytesMax) {
        int once = frames.stream().mapToInt(frame -> frame.length).sum();
        int repeats = Math.max(1, bytesMax / once);
        ByteBuffer bytes = ByteBuffer.allocateDirect(once * repeats);
        for (int i = 0; i < repeats; i++) {
            frames.forEach(bytes::put);
        }
        return new Batch(bytes.flip(), frames.size() * repeats);
    }

    private static byte[] withPayload(String line, int payloadBytes) {
        return (line + "\r\n" + "x".repeat(payloadBytes) + "\r\n").getBytes(US_ASCII);
    }

    private static String spaced(String word) {
        return word.isEmpty() ? "" : word + " ";
    }

    /// @param bytes · from position 0 to the limit
    record Batch(ByteBuffer bytes, int messages) {}
}
