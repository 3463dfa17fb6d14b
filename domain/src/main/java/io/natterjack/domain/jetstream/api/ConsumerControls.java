package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Pauses, unpins and resets consumers.
final class ConsumerControls {
    private ConsumerControls() {}

    static Consumer<JsonOut> pause(ApiCall call) {
        Instant until = call.bodyIsObject()
                ? call.read("JSApiConsumerPauseRequest", ConsumerControls::pauseUntil)
                        .until()
                : null;
        AccountStreams streams = call.streams();
        HostedConsumer consumer = call.consumer();
        ConsumerConfig changed = consumer.consumer().config().withPauseUntil(until);
        streams.consumers().update(consumer, ApiLevel.stamped(changed));
        call.answerWhenSafe(consumer.stream());
        long remaining =
                until == null ? 0 : EpochNanos.of(until) - streams.shard().nowNanos();
        return out -> out.field("paused", remaining > 0)
                .field("pause_until", until)
                .optional("pause_remaining", Math.max(0, remaining));
    }

    private static Pause pauseUntil(JsonObject object) {
        Instant until = null;
        for (JsonField field : object) {
            switch (field.name()) {
                case "pause_until" -> until = field.time();
                default -> field.unknown();
            }
        }
        return new Pause(until);
    }

    static Consumer<JsonOut> unpin(ApiCall call) {
        call.requireSomething();
        String group = call.read("JSApiConsumerUnpinRequest", object -> onlyText(object, "group"));
        if (group.isEmpty()) {
            throw JetStreamError.INVALID_JSON.failure("consumer group not specified");
        }
        HostedConsumer consumer = call.consumer();
        if (!consumer.consumer().config().priority().groups().contains(group)) {
            throw JetStreamError.CONSUMER_INVALID_PRIORITY_GROUP.failure();
        }
        consumer.touch();
        consumer.consumer().unpin();
        return out -> {};
    }

    private static String onlyText(JsonObject object, String name) {
        String text = "";
        for (JsonField field : object) {
            if (field.name().equals(name)) {
                text = field.text();
            } else {
                field.unknown();
            }
        }
        return text;
    }

    static Consumer<JsonOut> reset(ApiCall call) {
        long sequence = call.bodyIsObject() ? call.read("JSApiConsumerResetRequest", ConsumerControls::sequence) : 0L;
        HostedConsumer consumer = call.consumer();
        consumer.touch();
        long from;
        try {
            from = consumer.consumer().reset(sequence);
        } catch (IllegalArgumentException e) {
            throw JetStreamError.CONSUMER_INVALID_RESET.failure(String.valueOf(e.getMessage()));
        }
        call.answerWhenSafe(consumer.stream());
        return out -> {
            new ConsumerInfoJson(call.streams(), consumer).write(out);
            out.unsigned("reset_seq", from);
        };
    }

    private static long sequence(JsonObject object) {
        long sequence = 0;
        for (JsonField field : object) {
            switch (field.name()) {
                case "seq" -> sequence = field.unsigned();
                default -> field.unknown();
            }
        }
        return sequence;
    }

    /// @param until · null to go on at once
    private record Pause(@Nullable Instant until) {}
}
