package io.natterjack.postgres;

import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.postgres.tail.Changes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consumers of a stream: in memory as a whole, the latest state of each written with the next commit.
final class StreamConsumers implements ConsumerStore {
    private final Contents contents;

    StreamConsumers(Contents contents) {
        this.contents = contents;
    }

    @Override
    public List<String> names() {
        return List.copyOf(contents.definitions().keySet());
    }

    @Override
    public void define(String consumer, byte[] definition) {
        byte[] copy = definition.clone();
        contents.changing().define(consumer, copy);
        contents.definitions().put(consumer, copy);
    }

    @Override
    public byte @Nullable [] definition(String consumer) {
        byte[] definition = contents.definitions().get(consumer);
        return definition == null ? null : definition.clone();
    }

    @Override
    public void save(String consumer, byte[] state, int from, int length) {
        Changes changes = contents.changing();
        if (!contents.definitions().containsKey(consumer)) {
            throw new IllegalArgumentException("consumer " + consumer + " is not defined");
        }
        byte[] copy = Arrays.copyOfRange(state, from, from + length);
        changes.save(consumer, copy);
        contents.states().put(consumer, copy);
    }

    @Override
    public byte @Nullable [] state(String consumer) {
        byte[] state = contents.states().get(consumer);
        return state == null ? null : state.clone();
    }

    @Override
    public void delete(String consumer) {
        Changes changes = contents.changing();
        if (contents.definitions().containsKey(consumer)) {
            changes.delete(consumer);
            contents.definitions().remove(consumer);
            contents.states().remove(consumer);
        }
    }
}
