package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.load.Measurement.Latency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How long the disk itself takes to make a little data safe: no durable figure of a lone publisher can be better.
final class SyncLatency {
    private static final int FILE_BYTES = 8 << 20;
    private static final int RECORD_BYTES = 4096;
    private static final int SYNCS = 1_000;

    private SyncLatency() {}

    /// Writes one block after another into a file that is there already, and syncs each.
    static Latency measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".probe");
        long[] samplesNanos = new long[SYNCS];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(FILE_BYTES), 0);
            channel.force(true);
            ByteBuffer block = ByteBuffer.allocateDirect(RECORD_BYTES);
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(block.rewind(), (long) i * RECORD_BYTES % FILE_BYTES);
                channel.force(false);
                samplesNanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        return Latency.of(samplesNanos, SYNCS);
    }
}
