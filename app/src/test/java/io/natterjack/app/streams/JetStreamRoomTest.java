package io.natterjack.app.streams;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JetStreamRoomTest {
    private final AtomicLong diskBytes = new AtomicLong(1_000);
    private final JetStreamRoom room = new JetStreamRoom(400, _ -> diskBytes.get());

    @Test
    void withoutJetStreamThereIsNothingToSay() {
        assertNull(room.settings(options("")));
    }

    @Test
    void streamsMayTakeThreeQuartersOfTheMachine() {
        JetStreamSettings settings = settings("jetstream: true");

        assertEquals(300, settings.memoryBytesMax());
        assertEquals(750, settings.fileBytesMax());
        assertTrue(settings.store().directory().endsWith("/nats/jetstream"));
    }

    @Test
    void whatIsConfiguredCountsEvenIfItIsNothing() {
        JetStreamSettings settings = settings("jetstream { max_mem: 0, max_file: 5, store_dir: \"/data/./a\" }");

        assertEquals(0, settings.memoryBytesMax());
        assertEquals(5, settings.fileBytesMax());
        assertEquals("/data/a/jetstream", settings.store().directory());
    }

    /// The disk fills up meanwhile, also with streams.
    @Test
    void aLimitThatWasLookedUpStays() {
        assertEquals(750, settings("jetstream: true").fileBytesMax());

        diskBytes.set(10);

        assertEquals(750, settings("jetstream: true").fileBytesMax());
    }

    @Test
    void whatStreamsTakeAlreadyBelongsToTheirRoom(@TempDir Path folder) throws IOException {
        JetStreamOptions options = options("jetstream { store_dir: \"" + folder + "\" }");
        Files.createDirectory(folder.resolve("jetstream"));
        Files.write(folder.resolve("jetstream/segment"), new byte[1 << 20]);

        JetStreamSettings settings =
                requireNonNull(JetStreamRoom.ofThisMachine().settings(options));

        assertTrue(settings.fileBytesMax() >= (1 << 20) / 4 * 3);
        assertTrue(settings.memoryBytesMax() <= Runtime.getRuntime().maxMemory());
    }

    @Test
    void limitsHaveDefaults() {
        JetStreamSettings settings = settings("jetstream { request_queue_limit: 7, limits { batch { max_msgs: 5 } } }");

        assertEquals(AssetLimits.DEFAULT, settings.limits());
        assertEquals(new BatchLimits(50, 1_000, 5, 50, 10_000_000_000L), settings.batches());
        assertEquals(new QueueLimits(100_000, 128 << 20, 7, 7), settings.queues());
    }

    private JetStreamSettings settings(String text) {
        return requireNonNull(room.settings(options(text)));
    }

    private static JetStreamOptions options(String text) {
        return Configuration.ofText("port: -1\n" + text, FlagValues.NONE, _ -> null)
                .load()
                .jetStream();
    }
}
