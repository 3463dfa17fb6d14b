package io.natterjack.benchmarks.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.benchmarks.client.StreamClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.IntFunction;

/// Puts messages into a stream, as fast as they are acknowledged.
final class Filling {
    private static final int WINDOW = 1_000;

    private Filling() {}

    /// @param subject · of each message, by its number from 0
    static void fill(InetSocketAddress server, int messages, int bytes, IntFunction<String> subject)
            throws IOException {
        byte[] rest = (" _A.x " + bytes + "\r\n" + "x".repeat(bytes) + "\r\n").getBytes(ISO_8859_1);
        try (StreamClient client = StreamClient.open(server)) {
            client.say("SUB _A.x 1\r\n");
            int sent = 0;
            int acked = 0;
            while (acked < messages) {
                while (sent < messages && sent - acked < WINDOW) {
                    client.say("PUB " + subject.apply(sent)).say(rest);
                    sent++;
                }
                client.flush();
                do {
                    client.read();
                    acked++;
                    if (client.body().contains("\"error\"")) {
                        throw new IOException("refused: " + client.body());
                    }
                } while (client.buffered() && acked < sent);
            }
        }
    }
}
