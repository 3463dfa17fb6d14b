package io.natterjack.benchmarks.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.filestore.FileStorageProvider;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One stream in a folder of its own, with an owner who can wait for tickets.
final class StreamInFiles implements StorageListener {
    private static final byte[] PAYLOAD = new byte[128];

    private final Path folder;
    private final Storage storage;
    private final StoredStream stream;
    private final StoredMessage message = new StoredMessage();
    private volatile long told;
    private volatile @Nullable Thread waiting;
    private long last;

    StreamInFiles(Durability durability) throws IOException {
        folder = Files.createTempDirectory("streams");
        storage = new FileStorageProvider()
                .open(new StorageSettings("benchmark", folder, TimeUnit.MINUTES.toNanos(2), Map.of(), new Silence()));
        stream = storage.create(
                new StreamKey("$G", "ORDERS"), new StreamOptions(durability, false, 1), new byte[0], this);
    }

    StoredStream stream() {
        return stream;
    }

    Path folder() {
        return folder;
    }

    long last() {
        return last;
    }

    void append(byte[] subject) {
        last++;
        message.at(last, last, 0).subject(subject, 0, subject.length).payload(PAYLOAD, 0, 0, PAYLOAD.length);
        stream.log().append(message, false);
    }

    static byte[] subject(int number) {
        return ("orders." + number % 10_000 + "." + number / 10_000).getBytes(US_ASCII);
    }

    /// Asks for a ticket and waits for it.
    void commitAndWait() {
        waiting = Thread.currentThread();
        long ticket = stream.log().commit();
        while (told < ticket) {
            LockSupport.park(this);
        }
    }

    long told() {
        return told;
    }

    @Override
    public void durable(long ticket) {
        told = ticket;
        LockSupport.unpark(waiting);
    }

    @Override
    public void frozen(String why) {
        throw new IllegalStateException(why);
    }

    void close() throws IOException {
        stream.close();
        storage.close();
        List<Path> left;
        try (Stream<Path> all = Files.walk(folder)) {
            left = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : left) {
            Files.delete(path);
        }
    }

    private static final class Silence implements ServerLog {
        @Override
        public boolean isOn(Level level) {
            return false;
        }

        @Override
        public void log(Level level, String line) {
            // What is measured does not fail.
        }
    }
}
