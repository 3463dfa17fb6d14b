package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.AckRules;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.ConsumerConfigBuilder;
import io.natterjack.domain.consumer.config.DeliverPolicy;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.consumer.config.PullLimits;
import io.natterjack.domain.consumer.config.PushTarget;
import io.natterjack.domain.consumer.config.ReplayPolicy;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.text.Word;
import org.jspecify.annotations.Nullable;

/// How a consumer is configured.
public final class ConsumerConfigJson {
    private ConsumerConfigJson() {}

    /// The fields of a configuration, inside of an object that the caller has begun.
    public static void write(ConsumerConfig consumer, JsonOut out) {
        StartAt start = consumer.start();
        AckRules acks = consumer.acks();
        PushTarget push = consumer.push();
        out.optional("durable_name", consumer.durable())
                .optional("name", consumer.unnamed() ? "" : consumer.name())
                .optional("description", consumer.description())
                .field("deliver_policy", start.policy().wire())
                .optionalUnsigned("opt_start_seq", start.sequence())
                .optional("opt_start_time", start.time())
                .field("ack_policy", acks.policy().wire())
                .optional("ack_wait", acks.waitNanos())
                .optional("max_deliver", acks.deliverMax())
                .optionalNumbers("backoff", acks.backoffNanos())
                .optional("filter_subject", consumer.filterSubject())
                .optionalTexts("filter_subjects", consumer.filterSubjects())
                .field("replay_policy", consumer.replayPolicy().wire())
                .optionalUnsigned("rate_limit_bps", push.rateLimitBps())
                .optional("sample_freq", acks.sampleFrequency())
                .optional("max_waiting", consumer.pull().waitingMax())
                .optional("max_ack_pending", acks.pendingMax())
                .optional("flow_control", push.flowControl())
                .optional("headers_only", consumer.headersOnly());
        writeDelivery(consumer, out);
    }

    private static void writeDelivery(ConsumerConfig consumer, JsonOut out) {
        PullLimits pull = consumer.pull();
        PushTarget push = consumer.push();
        PriorityRules priority = consumer.priority();
        out.optional("max_batch", pull.batchMax())
                .optional("max_expires", pull.expiresNanosMax())
                .optional("max_bytes", pull.bytesMax())
                .optional("deliver_subject", push.deliverSubject())
                .optional("deliver_group", push.deliverGroup())
                .optional("idle_heartbeat", push.idleHeartbeatNanos())
                .optional("inactive_threshold", consumer.inactiveThresholdNanos())
                .field("num_replicas", consumer.replicas())
                .optional("mem_storage", consumer.memoryStorage())
                .optional("direct", consumer.direct())
                .optional("sourcing", consumer.sourcing())
                .optionalMap("metadata", consumer.metadata())
                .optional("pause_until", consumer.pauseUntil())
                .optionalTexts("priority_groups", priority.groups());
        if (priority.policy() != PriorityPolicy.NONE) {
            out.field("priority_policy", priority.policy().wire());
        }
        out.optional("priority_timeout", priority.pinnedTtlNanos());
    }

    /// An object that holds a configuration and nothing else.
    public static ConsumerConfig read(JsonObject object) {
        ConsumerConfigBuilder consumer = ConsumerConfig.builder();
        for (JsonField field : object) {
            read(field, consumer);
        }
        return consumer.build();
    }

    private static void read(JsonField field, ConsumerConfigBuilder consumer) {
        switch (field.name()) {
            case "durable_name" -> consumer.durable(field.text());
            case "name" -> consumer.name(field.text());
            case "description" -> consumer.description(field.text());
            case "filter_subject" -> consumer.filterSubject(field.text());
            case "filter_subjects" -> consumer.filterSubjects(field.texts());
            case "replay_policy" -> consumer.replayPolicy(Words.read(field, ReplayPolicy.class));
            case "headers_only" -> consumer.headersOnly(field.flag());
            case "inactive_threshold" -> consumer.inactiveThresholdNanos(field.nanos());
            case "num_replicas" -> consumer.replicas(field.integer());
            case "mem_storage" -> consumer.memoryStorage(field.flag());
            case "direct" -> consumer.direct(field.flag());
            case "sourcing" -> consumer.sourcing(field.flag());
            case "metadata" -> consumer.metadata(field.textMap());
            case "pause_until" -> consumer.pauseUntil(field.time());
            case "deliver_policy" -> {
                DeliverPolicy policy = Words.read(field, ConsumerConfigJson::deliverPolicy);
                consumer.start(start -> new StartAt(policy, start.sequence(), start.time()));
            }
            case "opt_start_seq" ->
                consumer.start(start -> new StartAt(start.policy(), field.unsigned(), start.time()));
            case "opt_start_time" ->
                consumer.start(start -> new StartAt(start.policy(), start.sequence(), field.time()));
            default -> readAcks(field, consumer);
        }
    }

    private static void readAcks(JsonField field, ConsumerConfigBuilder consumer) {
        switch (field.name()) {
            case "ack_policy" -> consumer.acks(acks -> acks.withPolicy(Words.read(field, AckPolicy.class)));
            case "ack_wait" -> consumer.acks(acks -> acks.withWaitNanos(field.nanos()));
            case "max_deliver" -> consumer.acks(acks -> acks.withDeliverMax(field.natural()));
            case "backoff" -> consumer.acks(acks -> acks.withBackoffNanos(field.nanosList()));
            case "sample_freq" -> consumer.acks(acks -> acks.withSampleFrequency(field.text()));
            case "max_ack_pending" -> consumer.acks(acks -> acks.withPendingMax(field.natural()));
            default -> readDelivery(field, consumer);
        }
    }

    private static void readDelivery(JsonField field, ConsumerConfigBuilder consumer) {
        switch (field.name()) {
            case "max_waiting" -> consumer.pull(pull -> pull.withWaitingMax(field.natural()));
            case "max_batch" -> consumer.pull(pull -> pull.withBatchMax(field.natural()));
            case "max_expires" -> consumer.pull(pull -> pull.withExpiresNanosMax(field.nanos()));
            case "max_bytes" -> consumer.pull(pull -> pull.withBytesMax(field.natural()));
            case "deliver_subject" -> consumer.push(push -> push.withDeliverSubject(field.text()));
            case "deliver_group" -> consumer.push(push -> push.withDeliverGroup(field.text()));
            case "flow_control" -> consumer.push(push -> push.withFlowControl(field.flag()));
            case "idle_heartbeat" -> consumer.push(push -> push.withIdleHeartbeatNanos(field.nanos()));
            case "rate_limit_bps" -> consumer.push(push -> push.withRateLimitBps(field.unsigned()));
            case "priority_groups" ->
                consumer.priority(rules -> new PriorityRules(rules.policy(), field.texts(), rules.pinnedTtlNanos()));
            case "priority_policy" -> {
                PriorityPolicy policy = field.word(
                        word -> Word.of(PriorityPolicy.class, word), raw -> "unknown priority policy: " + raw);
                consumer.priority(rules -> new PriorityRules(policy, rules.groups(), rules.pinnedTtlNanos()));
            }
            case "priority_timeout" -> consumer.priority(rules -> rules.withPinnedTtlNanos(field.nanos()));
            default -> field.unknown();
        }
    }

    private static @Nullable DeliverPolicy deliverPolicy(String word) {
        return word.equals("undefined") ? DeliverPolicy.ALL : Word.of(DeliverPolicy.class, word);
    }
}
