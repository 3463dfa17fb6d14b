package io.natterjack.domain.jetstream;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.ConsumerAdvisory;
import io.natterjack.domain.jetstream.codec.ConsumerDefinition;
import io.natterjack.ports.storage.stream.ConsumerStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Makes and ends the consumers of an account, and tells those that push when somebody has come or gone.
///
/// Confined to the shard.
public final class AccountConsumers {
    private final AccountStreams owner;
    private final Map<String, Set<HostedConsumer>> pushing = new HashMap<>();

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

    /// Opens the consumers that are stored with a stream.
    void open(HostedStream stream) {
        ConsumerStore store = stream.stream().consumers();
        for (String name : store.names()) {
            byte[] bytes = store.definition(name);
            if (bytes != null) {
                ConsumerDefinition definition = ConsumerDefinition.of(bytes);
                begin(new HostedConsumer(
                        owner, stream, definition.config(), definition.created(), true, store.state(name)));
            }
        }
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
