package io.natterjack.domain.consumer.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// The header blocks of the messages that tell something about a consumer. Their words are the reference's.
public final class StatusText {
    private StatusText() {}

    /// `NATS/1.0 404 No Messages`
    public static byte[] of(String status) {
        return ("NATS/1.0 " + status + "\r\n\r\n").getBytes(UTF_8);
    }

    /// One that ends a pull request, and says what of it was not done.
    public static byte[] ending(String status, long messages, long bytes) {
        return of(status + "\r\nNats-Pending-Messages: " + messages + "\r\nNats-Pending-Bytes: " + bytes);
    }

    /// A sign of life.
    ///
    /// @param question · the subject of a flow control message that is not answered; null for none
    public static byte[] heartbeat(long consumerSequence, long streamSequence, byte @Nullable [] question) {
        String stalled = question == null ? "" : "\r\nNats-Consumer-Stalled: " + new String(question, UTF_8);
        return of("100 Idle Heartbeat\r\nNats-Last-Consumer: " + consumerSequence + "\r\nNats-Last-Stream: "
                + streamSequence + stalled);
    }

    /// Asks how far the receiver is.
    public static byte[] flowControl() {
        return of("100 FlowControl Request");
    }
}
