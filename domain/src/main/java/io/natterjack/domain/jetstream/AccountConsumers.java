package io.natterjack.domain.jetstream;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.ConsumerAdvisory;
import io.natterjack.domain.jetstream.codec.ConsumerDefinition;
import io.natterjack.domain.jetstream.json.InvalidJsonException;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.StoredStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes and ends the consumers of an account, and tells those that push when somebody has come or gone.
///
/// Confined to the shard.
public final class AccountConsumers {
    private final AccountStreams owner;
    private final Map<String, Set<HostedConsumer>> pushing = new HashMap<>();
    /// What is to be said of consumers that could not be opened, by stream and by name.
    private final Map<String, Map<String, String>> lost = new HashMap<>();

    AccountConsumers(AccountStreams owner) {
        this.owner = owner;
    }

    /// Makes a consumer, which delivers from now on.
    ///
    /// @param config · complete and checked
    public HostedConsumer create(HostedStream stream, ConsumerConfig config) {
        boolean kept = !config.memoryStorage();
        HostedConsumer consumer = new HostedConsumer(owner, stream, config, owner.now(), kept, null);
        if (kept) {
            define(consumer, config);
        }
        begin(consumer);
        return consumer;
    }

    private void define(HostedConsumer consumer, ConsumerConfig config) {
        HostedStream stream = consumer.stream();
        Map<String, String> texts = lost.get(stream.name());
        if (texts != null) {
            texts.remove(consumer.name());
        }
        stream.stream()
                .consumers()
                .define(consumer.name(), new ConsumerDefinition(config, consumer.created()).toBytes());
        stream.stream().touch();
        stream.activate();
    }

    private void begin(HostedConsumer consumer) {
        consumer.stream().add(consumer);
        if (consumer.consumer().config().isPush()) {
            pushing.computeIfAbsent(consumer.consumer().config().push().deliverSubject(), each -> new LinkedHashSet<>())
                    .add(consumer);
        }
        consumer.start();
    }

    /// Opens the consumers that are stored with a stream. One whose definition cannot be read is left alone.
    void open(HostedStream stream) {
        ConsumerStore store = stream.stream().consumers();
        lost.remove(stream.name());
        for (String name : store.names()) {
            byte[] bytes = store.definition(name);
            if (bytes != null) {
                open(stream, name, bytes, store.state(name));
            }
        }
    }

    /// Looks whether all consumers of a stream can be opened that keeps messages for their sake. If not, it is
    /// closed: it must not let go of what one of them has not seen.
    ///
    /// @throws StorageException if one cannot
    static void check(StoredStream stream) {
        ConsumerStore store = stream.consumers();
        for (String name : store.names()) {
            byte[] bytes = store.definition(name);
            try {
                if (bytes != null) {
                    ConsumerDefinition.of(bytes);
                }
            } catch (InvalidJsonException e) {
                stream.close();
                throw new StorageException("it keeps messages for its consumer '" + name
                        + "', whose definition cannot be read: " + e.getMessage());
            }
        }
    }

    private void open(HostedStream stream, String name, byte[] bytes, byte @Nullable [] state) {
        ConsumerDefinition definition;
        try {
            definition = ConsumerDefinition.of(bytes);
        } catch (InvalidJsonException e) {
            String text = text(stream, name) + " could not be recovered, and is left as it is: its definition cannot"
                    + " be read: " + e.getMessage();
            lost.computeIfAbsent(stream.name(), _ -> new TreeMap<>()).put(name, text);
            owner.shard().surroundings().log().error(text);
            return;
        }
        if (state != null && ConsumerState.read(state) == null) {
            owner.shard()
                    .surroundings()
                    .log()
                    .error(text(stream, name)
                            + " begins anew: what it had delivered and what was acknowledged cannot be read");
        }
        begin(new HostedConsumer(owner, stream, definition.config(), definition.created(), true, state));
    }

    private String text(HostedStream stream, String name) {
        return "JetStream consumer '" + owner.account().name() + " > " + stream.name() + " > " + name + "'";
    }

    /// What is to be said of the consumers of a stream that could not be opened.
    public Collection<String> lost(String stream) {
        Map<String, String> texts = lost.get(stream);
        return texts == null ? List.of() : texts.values();
    }

    /// Changes a consumer.
    public void update(HostedConsumer consumer, ConsumerConfig changed) {
        forget(consumer);
        if (!changed.memoryStorage()) {
            define(consumer, changed);
        }
        consumer.consumer().update(changed);
        if (changed.isPush()) {
            pushing.computeIfAbsent(changed.push().deliverSubject(), each -> new LinkedHashSet<>())
                    .add(consumer);
        }
        consumer.touch();
    }

    /// Ends a consumer for good.
    public void delete(HostedConsumer consumer) {
        forget(consumer);
        consumer.delete();
        HostedStream stream = consumer.stream();
        stream.remove(consumer);
        stream.stream().consumers().delete(consumer.name());
        stream.stream().touch();
        stream.activate();
    }

    @SuppressWarnings("ReferenceEquality") // another may have taken its name meanwhile
    void deleteInactive(HostedConsumer consumer) {
        HostedStream stream = consumer.stream();
        if (owner.find(stream.name()) == stream && stream.consumer(consumer.name()) == consumer) {
            delete(consumer);
            owner.advisories().tell(new ConsumerAdvisory.Acted(stream.name(), consumer.name(), Action.DELETED));
        }
    }

    private void forget(HostedConsumer consumer) {
        String subject = consumer.consumer().config().push().deliverSubject();
        Set<HostedConsumer> others = pushing.get(subject);
        if (others != null && others.remove(consumer) && others.isEmpty()) {
            pushing.remove(subject);
        }
    }

    /// Somebody has started or ended to listen.
    void interestChanged() {
        pushing.values()
                .forEach(each -> each.forEach(consumer -> {
                    consumer.touch();
                    consumer.consumer().interestChanged();
                }));
    }
}
