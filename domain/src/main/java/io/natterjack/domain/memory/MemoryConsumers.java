package io.natterjack.domain.memory;

import io.natterjack.ports.storage.stream.ConsumerStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What consumers have left in memory.
final class MemoryConsumers implements ConsumerStore {
    private final Use use;
    private final Map<String, Entry> entries;

    /// @param entries · outlives this
    MemoryConsumers(Use use, Map<String, Entry> entries) {
        this.use = use;
        this.entries = entries;
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public void define(String consumer, byte[] definition) {
        use.check();
        entries.computeIfAbsent(consumer, _ -> new Entry()).definition = definition.clone();
    }

    @Override
    public byte @Nullable [] definition(String consumer) {
        Entry entry = entries.get(consumer);
        return entry == null ? null : entry.definition.clone();
    }

    @Override
    public void save(String consumer, byte[] state, int from, int length) {
        use.check();
        Entry entry = entries.get(consumer);
        if (entry == null) {
            throw new IllegalArgumentException("consumer " + consumer + " is not defined");
        }
        entry.save(state, from, length);
    }

    @Override
    public byte @Nullable [] state(String consumer) {
        Entry entry = entries.get(consumer);
        return entry == null ? null : entry.state();
    }

    @Override
    public void delete(String consumer) {
        use.check();
        entries.remove(consumer);
    }

    static Map<String, Entry> none() {
        return new HashMap<>();
    }

    /// One consumer. Its state is saved often, and overwritten where it is.
    static final class Entry {
        private static final int UNSAVED = -1;

        private byte[] definition = {};
        private byte[] state = {};
        private int length = UNSAVED;

        private void save(byte[] bytes, int from, int count) {
            if (count > state.length) {
                state = new byte[count + count / 4];
            }
            System.arraycopy(bytes, from, state, 0, count);
            length = count;
        }

        private byte @Nullable [] state() {
            return length == UNSAVED ? null : Arrays.copyOf(state, length);
        }
    }
}
