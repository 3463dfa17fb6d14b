package io.natterjack.filestore.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.consumer.ConsumerState;
import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.record.Records;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.ConsumerStore;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes what consumers leave: it goes into the same log as the messages, so that after a crash both fit together.
///
/// Confined to the stream's owner.
final class ConsumerDesk implements ConsumerStore {
    private final OpenLog log;
    private final ConsumerStates states;

    ConsumerDesk(OpenLog log, ConsumerStates states) {
        this.log = log;
        this.states = states;
    }

    @Override
    public List<String> names() {
        return List.copyOf(states.snapshot().keySet());
    }

    @Override
    public void define(String consumer, byte[] definition) {
        log.append(Records.CONSUMER, 0, 0, 0, name(consumer), definition, 0, definition.length);
        states.define(consumer, definition.clone());
    }

    @Override
    public byte @Nullable [] definition(String consumer) {
        ConsumerState state = states.get(consumer);
        return state == null ? null : state.definition().clone();
    }

    @Override
    public void save(String consumer, byte[] state, int from, int length) {
        if (states.get(consumer) == null) {
            throw new IllegalArgumentException("there is no consumer " + consumer);
        }
        log.append(Records.CONSUMER_STATE, 0, 0, 0, name(consumer), state, from, length);
        states.save(consumer, Arrays.copyOfRange(state, from, from + length));
    }

    @Override
    public byte @Nullable [] state(String consumer) {
        ConsumerState state = states.get(consumer);
        byte[] saved = state == null ? null : state.state();
        return saved == null ? null : saved.clone();
    }

    @Override
    public void delete(String consumer) {
        if (states.get(consumer) != null) {
            log.append(Records.CONSUMER_GONE, 0, 0, 0, name(consumer), new byte[0], 0, 0);
            states.delete(consumer);
        }
    }

    private static byte[] name(String consumer) {
        byte[] name = consumer.getBytes(UTF_8);
        if (name.length > Records.NAME_BYTES_MAX) {
            throw new StorageException("the name of a consumer has " + name.length + " bytes, which are too many");
        }
        return name;
    }
}
