package io.natterjack.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Publishes one number after another until the server is gone, and remembers what was acknowledged.
@SuppressWarnings("try") // the client can be interrupted while it closes
final class Publisher implements Runnable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final int number;
    private final String url;
    private final long from;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private volatile long next;

    /// @param from · the first number
    Publisher(int number, String url, long from) {
        this.number = number;
        this.url = url;
        this.from = from;
        this.next = from;
    }

    @Override
    public void run() {
        Options options = new Options.Builder()
                .server(url)
                .noReconnect()
                .connectionTimeout(TIMEOUT)
                .build();
        try (Connection nats = Nats.connect(options)) {
            JetStream stream = nats.jetStream();
            for (long mine = from; ; mine++) {
                String text = number + "-" + mine;
                next = mine + 1;
                PublishAck ack = stream.publish("crash.p" + number, text.getBytes(UTF_8));
                acknowledged.put(ack.getStream() + " " + ack.getSeqno(), text);
            }
        } catch (IOException | JetStreamApiException | IllegalStateException _) {
            // The server was killed: what was on its way is not acknowledged.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// By the name of the stream, and the sequence behind a space.
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /// The number to go on with.
    long next() {
        return next;
    }
}
