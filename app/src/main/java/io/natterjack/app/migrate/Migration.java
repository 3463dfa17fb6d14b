package io.natterjack.app.migrate;

import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.StreamState;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/// Copies streams with their consumers from one storage to another, and compares both when it is through. The source is
/// only read. What is in the target already is taken for what an earlier attempt has left behind, and compared too.
///
/// **Threading.** One thread. **Ownership.** Storages are the caller's. **Failure.** One stream that cannot be
/// moved does not keep the others from it.
public final class Migration {
    private final Storage source;
    private final Storage target;
    private final PrintStream out;

    public Migration(Storage source, Storage target, PrintStream out) {
        this.source = source;
        this.target = target;
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

    private boolean move(StreamKey key, boolean resumed) {
        StreamCopy copy = new StreamCopy();
        try (StoredStream from = source.open(key, new StreamCopy())) {
            StreamState state = new StreamState();
            from.log().state(state);
            try (StoredStream to = resumed ? target.open(key, copy) : create(key, from, state, copy)) {
                if (!Arrays.equals(from.definition(), to.definition())) {
                    throw new StorageException("there is another stream of this name in the target");
                }
                ProgressBar copying = new ProgressBar(out, "copying " + key, state.messages());
                copy.copy(from, to, copying);
                copying.end(state.messages() + " messages");
                return compare(key, from, to, state);
            }
        } catch (StorageException | IllegalArgumentException failure) {
            out.println();
            out.println("FAILED " + key + ": " + failure.getMessage());
            return false;
        }
    }

    private StoredStream create(StreamKey key, StoredStream from, StreamState state, StreamCopy copy) {
        StreamOptions options = new StreamOptions(Durability.DISK, false, Math.max(1, state.firstSequence()));
        return target.create(key, options, from.definition(), copy);
    }

    private boolean compare(StreamKey key, StoredStream from, StoredStream to, StreamState wanted) {
        StreamState found = new StreamState();
        to.log().state(found);
        ProgressBar comparing = new ProgressBar(out, "comparing " + key, wanted.messages() * 2);
        Digest before = Digest.of(from.reader(), wanted.lastSequence(), comparing);
        Digest after = Digest.of(to.reader(), wanted.lastSequence(), comparing);
        boolean same = before.equals(after)
                && found.firstSequence() == wanted.firstSequence()
                && found.lastSequence() == wanted.lastSequence()
                && from.consumers().names().size() == to.consumers().names().size();
        comparing.end(
                same
                        ? String.format("the same, checksum %08x", after.checksum())
                        : "DIFFERENT: " + before.messages() + " messages became " + after.messages());
        return same;
    }
}
