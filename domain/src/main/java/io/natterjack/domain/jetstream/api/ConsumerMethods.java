package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAddress;
import io.natterjack.domain.consumer.rules.ConsumerRules;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.StreamFacts;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes, changes and ends consumers.
final class ConsumerMethods {
    private static final int NAME_LENGTH = 8;

    private ConsumerMethods() {}

    static Consumer<JsonOut> create(ApiCall call) {
        return create(call, List.of("CONSUMER", "CREATE"));
    }

    static Consumer<JsonOut> createDurable(ApiCall call) {
        return create(call, List.of("CONSUMER", "DURABLE", "CREATE"));
    }

    private static Consumer<JsonOut> create(ApiCall call, List<String> method) {
        ConsumerRequest asked = call.read("CreateConsumerRequest", ConsumerRequest::read);
        List<String> tokens = new ArrayList<>(method);
        tokens.addAll(call.names());
        ConsumerConfig named = ConsumerAddress.of(tokens).named(asked.stream(), asked.config());
        AccountStreams streams = call.streams();
        HostedStream stream = call.stream();
        ConsumerConfig config = new ConsumerRules(streams.settings().limits())
                .decide(named, asked.action(), asked.pedantic(), new StreamFacts(streams, stream));
        HostedConsumer consumer = config.name().isEmpty() ? null : stream.consumer(config.name());
        if (consumer == null) {
            consumer = streams.consumers().create(stream, withName(config, streams));
            streams.advisories().consumerAction(stream.name(), consumer.name(), "create");
        } else if (!config.equals(consumer.consumer().config())) {
            streams.consumers().update(consumer, config);
        }
        call.answerWhenSafe(stream);
        return new ConsumerInfoJson(streams, consumer)::write;
    }

    private static ConsumerConfig withName(ConsumerConfig config, AccountStreams streams) {
        if (!config.name().isEmpty()) {
            return config;
        }
        String name = config.isDurable() ? config.durable() : streams.names().next(NAME_LENGTH);
        return config.with(changes -> changes.name(name));
    }

    static Consumer<JsonOut> delete(ApiCall call) {
        call.requireNothing();
        HostedConsumer consumer = call.consumer();
        call.streams().consumers().delete(consumer);
        call.streams().advisories().consumerAction(consumer.stream().name(), consumer.name(), "delete");
        call.answerWhenSafe(consumer.stream());
        return ApiMethod.success();
    }
}
