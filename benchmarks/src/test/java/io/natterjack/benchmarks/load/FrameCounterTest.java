package io.natterjack.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameCounterTest {
    private static final byte[] MESSAGE = Frames.delivery("bench.data", "", 16);

    private final List<String> said = new ArrayList<>();
    private final FrameCounter counter = new FrameCounter(MESSAGE, said::add);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 36, 37, 38, 100, 4096})
    void countsMessagesHoweverTheyAreCut(int chunkBytes) throws IOException {
        read(new String(MESSAGE, US_ASCII).repeat(500), chunkBytes);

        assertEquals(500, counter.frames());
        assertEquals(List.of(), said);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 36, 37, 38, 100, 4096})
    void hearsControlLinesBetweenMessages(int chunkBytes) throws IOException {
        String message = new String(MESSAGE, US_ASCII);

        read("PING\r\n" + message.repeat(10) + "INFO {}\r\nPING\r\n" + message.repeat(300), chunkBytes);

        assertEquals(310, counter.frames());
        assertEquals(List.of("PING", "INFO {}", "PING"), said);
    }

    @Test
    void agreesWithThePlainCountOfRandomTraffic() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            FrameCounter one = new FrameCounter(MESSAGE, _ -> {});
            StringBuilder traffic = new StringBuilder();
            int messages = random.nextInt(200);
            for (int i = 0; i < messages; i++) {
                traffic.append(random.nextInt(20) == 0 ? "PING\r\n" : "").append(new String(MESSAGE, US_ASCII));
            }
            feed(one, traffic.toString(), 1 + random.nextInt(300));
            assertEquals(messages, one.frames(), "seed " + seed);
        }
    }

    private void read(String traffic, int chunkBytes) throws IOException {
        feed(counter, traffic, chunkBytes);
    }

    private static void feed(FrameCounter counter, String traffic, int chunkBytes) throws IOException {
        byte[] bytes = traffic.getBytes(US_ASCII);
        for (int from = 0; from < bytes.length; from += chunkBytes) {
            int length = Math.min(chunkBytes, bytes.length - from);
            counter.add(ByteBuffer.allocate(chunkBytes).put(bytes, from, length), length);
        }
    }
}
