package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Stores that the first version of the format has left: 150 messages in each, of which every third was removed.
final class OlderFormatTest {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 13, 0, 1 << 13);
    private static final Map<String, String> KEY = Map.of("cipher", "aes", "key", "old");

    static Stream<Arguments> stores() {
        return Stream.of(Arguments.of("plain", Map.of()), Arguments.of("locked", KEY), Arguments.of("plain", KEY));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("stores")
    void areReadAndGoOn(String store, Map<String, String> options) throws IOException {
        FaultyDisk disk = new FaultyDisk(1);
        unpack(store, disk);
        for (int round = 0; round < 3; round++) {
            Harbour harbour = new Harbour(disk, SMALL, options);
            StoredStream orders = harbour.open();
            assertEquals(List.of(), harbour.storage().problems());
            assertArrayEquals("definition".getBytes(UTF_8), orders.definition());
            assertArrayEquals("state".getBytes(UTF_8), orders.consumers().state("pull"));
            checkMessages(orders, round);
            Harbour.append(orders, 151 + round, 40);
            orders.log().commit();
            harbour.hands().finish();
            orders.close();
            harbour.close();
        }
    }

    private static void checkMessages(StoredStream orders, int added) {
        StreamState state = new StreamState();
        orders.log().state(state);
        assertEquals(100 + added, state.messages());
        StoredMessage window = new StoredMessage();
        for (long sequence = 1; sequence <= 150; sequence++) {
            assertEquals(sequence % 3 != 1, orders.reader().read(sequence, window), "message " + sequence);
        }
    }

    private static void unpack(String store, FaultyDisk disk) throws IOException {
        InputStream resource = OlderFormatTest.class.getResourceAsStream("format-1.zip");
        try (ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(resource))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith(store)) {
                    Path path = Path.of(entry.getName().substring(store.length()));
                    disk.makeFolder(Objects.requireNonNull(path.getParent()));
                    disk.open(path, true);
                    disk.replace(path, zip.readAllBytes());
                }
            }
        }
    }
}
