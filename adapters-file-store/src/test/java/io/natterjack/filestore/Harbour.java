package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.StorageSettings;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One stream on a disk that can be damaged, for tests that look at one thing.
final class Harbour implements StorageListener, AutoCloseable {
    static final StreamKey ORDERS = new StreamKey("$G", "ORDERS");

    private final FaultyDisk disk;
    private final SteppedHands hands = new SteppedHands(7);
    private final FileStorage storage;
    private final RecordedLog log = new RecordedLog();
    private final List<String> frozen = new ArrayList<>();
    private long told;

    Harbour(FaultyDisk disk, Sizes sizes) {
        this(disk, sizes, Map.of());
    }

    /// @param options · of the configuration
    Harbour(FaultyDisk disk, Sizes sizes, Map<String, String> options) {
        this.disk = disk;
        storage = FileStorage.open(
                new StorageSettings("test", Path.of("/store"), 1_000_000_000L, options, log), disk, hands, sizes);
    }

    FaultyDisk disk() {
        return disk;
    }

    SteppedHands hands() {
        return hands;
    }

    FileStorage storage() {
        return storage;
    }

    /// What operators were told.
    List<String> lines() {
        return log.lines();
    }

    StoredStream create() {
        return storage.create(ORDERS, StreamOptions.DEFAULT, "definition".getBytes(UTF_8), this);
    }

    StoredStream open() {
        return storage.open(ORDERS, Durability.DISK, this);
    }

    static void append(StoredStream stream, long sequence, int length) {
        byte[] subject = ("orders." + sequence % 7).getBytes(UTF_8);
        byte[] body = body(sequence, length);
        stream.log()
                .append(
                        new StoredMessage()
                                .at(sequence, sequence * 1_000, 0)
                                .subject(subject, 0, subject.length)
                                .payload(body, 0, 0, body.length),
                        false);
    }

    static byte[] body(long sequence, int length) {
        return ("body of " + sequence + "x".repeat(length)).getBytes(UTF_8);
    }

    @Override
    public void durable(long ticket) {
        told = ticket;
    }

    @Override
    public void frozen(String why) {
        frozen.add(why);
    }

    long told() {
        return told;
    }

    List<String> frozen() {
        return frozen;
    }

    @Override
    public void close() {
        storage.close();
    }
}
