package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.RequiredApiLevel;
import io.natterjack.domain.jetstream.api.call.SourcingConsumer;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.ConsumerResponses;
import java.time.Instant;

/// Pauses, unpins and resets consumers.
final class ConsumerControls {
    /// How a moment is written that is none.
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private ConsumerControls() {}

    static byte[] pause(ApiCall call) {
        Instant asked = call.consumerRequests().pause(call.bodyIfJson()).until();
        RequiredApiLevel.check(call);
        Instant until = NEVER.equals(asked) ? null : asked;
        AccountStreams streams = call.streams();
        HostedConsumer consumer = call.writableConsumer();
        ConsumerConfig changed = consumer.consumer().config().withPauseUntil(until);
        streams.consumers().update(consumer, ApiLevel.stamped(changed));
        call.answerWhenSafe(consumer.stream());
        return ConsumerResponses.paused(until, consumer.consumer().info().pauseRemainingNanos());
    }

    static byte[] unpin(ApiCall call) {
        String group = call.consumerRequests().unpin(call.body()).group();
        if (group.isEmpty()) {
            throw JetStreamError.INVALID_JSON.failure("consumer group not specified");
        }
        if (!PriorityRules.named(group)) {
            throw JetStreamError.CONSUMER_INVALID_GROUP_NAME.failure();
        }
        HostedConsumer consumer = call.consumer();
        if (!consumer.consumer().config().priority().groups().contains(group)) {
            throw JetStreamError.CONSUMER_INVALID_PRIORITY_GROUP.failure();
        }
        consumer.touch();
        consumer.consumer().unpin();
        return ConsumerResponses.unpinned();
    }

    static byte[] reset(ApiCall call) {
        call.pass();
        long sequence = call.consumerRequests().reset(call.body()).sequence();
        HostedConsumer consumer = call.writableConsumer();
        consumer.touch();
        long from;
        try {
            from = consumer.consumer().reset(sequence);
        } catch (IllegalArgumentException e) {
            throw JetStreamError.CONSUMER_INVALID_RESET.failure(String.valueOf(e.getMessage()));
        }
        SourcingConsumer.identifyIfAsked(consumer.stream(), call);
        call.answerWhenSafe(consumer.stream());
        return ConsumerResponses.reset(call.documents().made(consumer), from);
    }
}
