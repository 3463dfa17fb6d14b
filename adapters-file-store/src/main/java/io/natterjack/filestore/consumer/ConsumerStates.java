package io.natterjack.filestore.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.record.Records;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The consumers of a stream, as the log has told of them. Confined to the stream's owner.
public final class ConsumerStates {
    private final Map<String, ConsumerState> all = new LinkedHashMap<>();

    /// Starts from what a checkpoint says.
    public void restore(Map<String, ConsumerState> states) {
        all.putAll(states);
    }

    /// Does what a record of the log says.
    public void apply(byte[] record, int at) {
        int nameEnd = at + Records.HEAD_BYTES + Records.nameLength(record, at);
        String name = new String(record, at + Records.HEAD_BYTES, nameEnd - at - Records.HEAD_BYTES, UTF_8);
        byte[] payload = Arrays.copyOfRange(record, nameEnd, at + Records.length(record, at));
        switch (Records.kind(record, at)) {
            case Records.CONSUMER -> define(name, payload);
            case Records.CONSUMER_STATE -> save(name, payload);
            case Records.CONSUMER_GONE -> delete(name);
            default -> throw new IllegalArgumentException("not a record of a consumer");
        }
    }

    public void define(String name, byte[] definition) {
        ConsumerState before = all.get(name);
        all.put(name, new ConsumerState(definition, before == null ? null : before.state()));
    }

    /// Nothing happens if there is no such consumer.
    public void save(String name, byte[] state) {
        all.computeIfPresent(name, (_, before) -> new ConsumerState(before.definition(), state));
    }

    public void delete(String name) {
        all.remove(name);
    }

    public @Nullable ConsumerState get(String name) {
        return all.get(name);
    }

    /// A copy.
    public Map<String, ConsumerState> snapshot() {
        return new LinkedHashMap<>(all);
    }
}
