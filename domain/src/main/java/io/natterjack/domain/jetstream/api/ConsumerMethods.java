package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAddress;
import io.natterjack.domain.consumer.rules.ConsumerRules;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.StreamFacts;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.ConsumerAdvisory;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.RequiredApiLevel;
import io.natterjack.domain.jetstream.api.call.SourcingConsumer;
import io.natterjack.domain.jetstream.request.ConsumerRequest;
import io.natterjack.domain.jetstream.response.ConsumerResponses;
import io.natterjack.domain.jetstream.response.ResponseKind;
import java.util.ArrayList;
import java.util.List;

/// Makes, changes and ends consumers.
final class ConsumerMethods {
    private static final int NAME_LENGTH = 8;

    private ConsumerMethods() {}

    static byte[] create(ApiCall call) {
        return create(call, List.of("CONSUMER", "CREATE"));
    }

    static byte[] createDurable(ApiCall call) {
        return create(call, List.of("CONSUMER", "DURABLE", "CREATE"));
    }

    private static byte[] create(ApiCall call, List<String> method) {
        ConsumerRequest.Create asked = call.consumerRequests().create(call.body());
        RequiredApiLevel.check(call);
        List<String> tokens = new ArrayList<>(method);
        tokens.addAll(call.names());
        ConsumerConfig addressed = ConsumerAddress.of(tokens).named(asked.stream(), asked.config());
        AccountStreams streams = call.streams();
        HostedStream stream = call.writableStream();
        ConsumerConfig named = SourcingConsumer.adapted(addressed, stream, call);
        SourcingConsumer.identify(named, stream, call);
        ConsumerConfig config = new ConsumerRules(streams.settings().limits())
                .decide(named, asked.action(), asked.pedantic(), new StreamFacts(streams, stream));
        HostedConsumer consumer = config.name().isEmpty() ? null : stream.consumer(config.name());
        if (consumer == null) {
            consumer = streams.consumers().create(stream, withName(config, streams));
            streams.advisories().tell(new ConsumerAdvisory.Acted(stream.name(), consumer.name(), Action.CREATED));
        } else if (!config.equals(consumer.consumer().config())) {
            streams.consumers().update(consumer, config);
        }
        call.answerWhenSafe(stream);
        return ConsumerResponses.created(call.documents().made(consumer));
    }

    private static ConsumerConfig withName(ConsumerConfig config, AccountStreams streams) {
        if (!config.name().isEmpty()) {
            return config;
        }
        return config.isDurable()
                ? config.with(changes -> changes.name(config.durable()))
                : config.with(changes -> changes.generatedName(streams.names().next(NAME_LENGTH)));
    }

    static byte[] delete(ApiCall call) {
        call.requireNothing();
        HostedConsumer consumer = call.writableConsumer();
        call.streams().consumers().delete(consumer);
        call.streams()
                .advisories()
                .tell(new ConsumerAdvisory.Acted(consumer.stream().name(), consumer.name(), Action.DELETED));
        call.answerWhenSafe(consumer.stream());
        return ResponseKind.CONSUMER_DELETE.done();
    }
}
