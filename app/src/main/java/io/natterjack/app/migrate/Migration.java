package io.natterjack.app.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.Storages;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Copies streams with their consumers from one storage to another, and compares both when it is through. The source is
/// only read. What is in the target already is taken for what an earlier attempt has left behind: it is brought to
/// where the source is now, unless it is ahead of that, and compared too.
///
/// **Threading.** One thread. **Ownership.** Storages are the caller's. **Failure.** One stream that cannot be
/// moved does not keep the others from it.
public final class Migration {
    private final Storage source;
    private final Storage target;
    private final String asked;
    private final PrintStream out;

    /// @param asked · what streams have to ask for to be kept in the target; empty for nothing
    public Migration(Storage source, Storage target, String asked, PrintStream out) {
        this.source = source;
        this.target = target;
        this.asked = asked;
        this.out = out;
    }

    /// @param only · names of streams; empty for all
    /// @return whether everything is there now
    public boolean run(List<String> only) {
        List<StreamKey> there = target.streams();
        boolean complete = true;
        for (StreamKey key : source.streams()) {
            if (only.isEmpty() || only.contains(key.stream())) {
                complete &= move(key, there.contains(key));
            }
        }
        return complete;
    }

    /// What was copied is opened once more before it is compared, so that what is read has come from where it is kept.
    private boolean move(StreamKey key, boolean resumed) {
        try (StoredStream from = source.open(key, Durability.DISK, new StreamCopy())) {
            StreamState state = new StreamState();
            from.log().state(state);
            byte[] definition = definition(from);
            StreamCopy copy = new StreamCopy();
            try (StoredStream to =
                    resumed ? target.open(key, Durability.DISK, copy) : create(key, definition, state, copy)) {
                if (!Arrays.equals(definition, to.definition())) {
                    throw new StorageException("there is another stream of this name in the target");
                }
                ProgressBar copying = new ProgressBar(out, "copying " + key, state.messages());
                copy.copy(from, to, copying);
                copying.end(state.messages() + " messages");
            }
            try (StoredStream stored = target.open(key, Durability.DISK, new StreamCopy())) {
                return compare(key, from, stored);
            }
        } catch (StorageException | InvalidJsonException | IllegalArgumentException failure) {
            out.println();
            out.println("FAILED " + key + ": " + failure.getMessage());
            return false;
        }
    }

    /// A stream says itself where it is kept, unless that is where all are kept that say nothing.
    private byte[] definition(StoredStream from) {
        byte[] written = from.definition();
        if (asked.isEmpty() && !new String(written, UTF_8).contains(Storages.STORAGE)) {
            return written;
        }
        StreamDefinition definition = StreamDefinition.of(written);
        Map<String, String> metadata = new HashMap<>(definition.config().metadata());
        metadata.remove(Storages.STORAGE);
        if (!asked.isEmpty()) {
            metadata.put(Storages.STORAGE, asked);
        }
        return new StreamDefinition(definition.config().withMetadata(metadata), definition.created()).toBytes();
    }

    private StoredStream create(StreamKey key, byte[] definition, StreamState state, StreamCopy copy) {
        StreamOptions usual = Stream.options(StreamDefinition.of(definition).config(), Durability.DISK);
        // An empty stream that has had messages gets its last one again, for its time, and loses it.
        long first = state.lastTimeNanos() == 0
                ? state.firstSequence()
                : Math.min(state.firstSequence(), state.lastSequence());
        return target.create(
                key, new StreamOptions(usual.durability(), usual.compressed(), Math.max(1, first)), definition, copy);
    }

    private boolean compare(StreamKey key, StoredStream from, StoredStream to) {
        StreamState wanted = new StreamState();
        from.log().state(wanted);
        ProgressBar comparing = new ProgressBar(out, "comparing " + key, wanted.messages() * 2);
        Digest before = Digest.of(from, comparing);
        Digest after = Digest.of(to, comparing);
        List<String> differences = before.differences(after);
        comparing.end(
                differences.isEmpty()
                        ? String.format("the same, checksum %08x", after.checksum())
                        : "DIFFERENT: " + String.join("; ", differences)
                                + ". If the copy has not been used since, delete it and migrate again");
        return differences.isEmpty();
    }
}
