package io.natterjack.domain.consumer.rules;

import static io.natterjack.domain.consumer.rules.ConsumerRules.wrong;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.AckRules;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PushTarget;
import io.natterjack.domain.jetstream.asset.AssetName;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoDuration;
import java.util.Map;

/// What goes together with what in the configuration of a consumer, after it has been completed.
final class ConsumerChecks {
    private static final int DESCRIPTION_BYTES_MAX = 4 * 1024;
    private static final int METADATA_BYTES_MAX = 128 * 1024;
    private static final long FLOW_CONTROL_HEARTBEAT_NANOS = 1_000_000_000L;
    private static final long HEARTBEAT_NANOS_MIN = 100_000_000L;
    private static final long EXPIRES_NANOS_MIN = 1_000_000L;

    private final AssetLimits server;
    private final AccountSettings.JetStreamLimits account;
    private final StreamConfig stream;

    ConsumerChecks(AssetLimits server, AccountSettings.JetStreamLimits account, StreamConfig stream) {
        this.server = server;
        this.account = account;
        this.stream = stream;
    }

    void check(ConsumerConfig consumer) {
        requireNames(consumer);
        requireReplicas(consumer.replicas());
        requireAcks(consumer);
        if (consumer.description().getBytes(UTF_8).length > DESCRIPTION_BYTES_MAX) {
            throw JetStreamError.CONSUMER_DESCRIPTION_TOO_LONG.failure(DESCRIPTION_BYTES_MAX);
        }
        if (consumer.isPush()) {
            requirePush(consumer);
        } else {
            requirePull(consumer);
        }
        requireLimits(consumer);
        if (consumer.direct() && consumer.isPull()) {
            throw JetStreamError.CONSUMER_DIRECT_REQUIRES_PUSH.failure();
        }
        if (consumer.direct() && consumer.isDurable()) {
            throw JetStreamError.CONSUMER_DIRECT_REQUIRES_EPHEMERAL.failure();
        }
        SelectionChecks.check(consumer);
        if (consumer.push().flowControl() && consumer.push().idleHeartbeatNanos() == 0) {
            throw JetStreamError.CONSUMER_WITH_FLOW_CONTROL_NEEDS_HEARTBEATS.failure();
        }
        if (consumer.isDurable()
                && !consumer.name().isEmpty()
                && !consumer.name().equals(consumer.durable())) {
            throw JetStreamError.CONSUMER_CREATE_DURABLE_AND_NAME_MISMATCH.failure();
        }
        requireMetadata(consumer.metadata());
        PriorityChecks.check(consumer);
    }

    private static void requireNames(ConsumerConfig consumer) {
        if (!consumer.name().isEmpty() && !AssetName.valid(consumer.name())) {
            throw wrong("consumer name can not contain '.', '*', '>', '\\', '/'");
        }
        if (consumer.isDurable() && !AssetName.valid(consumer.durable())) {
            throw wrong("consumer durable name can not contain '.', '*', '>', '\\', '/'");
        }
    }

    private void requireReplicas(int replicas) {
        if (replicas > stream.replicas()) {
            throw JetStreamError.CONSUMER_REPLICAS_EXCEEDS_STREAM.failure();
        }
        if (replicas < 0) {
            throw JetStreamError.REPLICAS_COUNT_CANNOT_BE_NEGATIVE.failure();
        }
        if (stream.retention() != RetentionPolicy.LIMITS && replicas != 0 && replicas != stream.replicas()) {
            throw JetStreamError.CONSUMER_REPLICAS_SHOULD_MATCH_STREAM.failure();
        }
    }

    private static void requireAcks(ConsumerConfig consumer) {
        AckRules acks = consumer.acks();
        if (acks.backoffNanos().stream().anyMatch(nanos -> nanos < 0)) {
            throw JetStreamError.CONSUMER_BACK_OFF_NEGATIVE.failure();
        }
        if (acks.waitNanos() < 0) {
            throw JetStreamError.CONSUMER_ACK_WAIT_NEGATIVE.failure();
        }
        if (acks.policy() == AckPolicy.FLOW_CONTROL) {
            requireFlowControlled(acks, consumer.push());
        }
        int backoffs = acks.backoffNanos().size();
        if (acks.deliverMax() != -1 && backoffs > acks.deliverMax()) {
            throw JetStreamError.CONSUMER_MAX_DELIVER_BACKOFF.failure();
        }
    }

    private static void requireFlowControlled(AckRules acks, PushTarget push) {
        if (push.deliverSubject().isEmpty()) {
            throw JetStreamError.CONSUMER_ACK_FC_REQUIRES_PUSH.failure();
        }
        if (!push.flowControl()) {
            throw JetStreamError.CONSUMER_ACK_FC_REQUIRES_FLOW_CONTROL.failure();
        }
        if (push.idleHeartbeatNanos() != FLOW_CONTROL_HEARTBEAT_NANOS) {
            throw wrong("flow control ack policy heartbeat needs to be 1s");
        }
        if (acks.pendingMax() <= 0) {
            throw JetStreamError.CONSUMER_ACK_FC_REQUIRES_MAX_ACK_PENDING.failure();
        }
        if (acks.waitNanos() != 0 || !acks.backoffNanos().isEmpty()) {
            throw JetStreamError.CONSUMER_ACK_FC_REQUIRES_NO_ACK_WAIT.failure();
        }
        if (acks.deliverMax() > 0) {
            throw JetStreamError.CONSUMER_ACK_FC_REQUIRES_NO_MAX_DELIVER.failure();
        }
    }

    private void requirePush(ConsumerConfig consumer) {
        String subject = consumer.push().deliverSubject();
        if (!Subjects.literal(subject)) {
            throw JetStreamError.CONSUMER_DELIVER_TO_WILDCARDS.failure();
        }
        if (!Subjects.valid(subject)) {
            throw JetStreamError.CONSUMER_INVALID_DELIVER_SUBJECT.failure();
        }
        if (stream.subjects().stream().anyMatch(filter -> Subjects.subsetOf(subject, filter))) {
            throw JetStreamError.CONSUMER_DELIVER_CYCLE.failure();
        }
        if (consumer.pull().waitingMax() != 0) {
            throw JetStreamError.CONSUMER_PUSH_MAX_WAITING.failure();
        }
        if (consumer.acks().pendingMax() > 0 && consumer.acks().policy() == AckPolicy.NONE) {
            throw JetStreamError.CONSUMER_MAX_PENDING_ACK_POLICY_REQUIRED.failure();
        }
        long heartbeat = consumer.push().idleHeartbeatNanos();
        if (heartbeat > 0 && heartbeat < HEARTBEAT_NANOS_MIN) {
            throw JetStreamError.CONSUMER_SMALL_HEARTBEAT.failure();
        }
    }

    private void requirePull(ConsumerConfig consumer) {
        PushTarget push = consumer.push();
        if (consumer.acks().policy() == AckPolicy.NONE && stream.retention() == RetentionPolicy.WORK_QUEUE) {
            throw JetStreamError.CONSUMER_PULL_REQUIRES_ACK.failure();
        }
        if (push.rateLimitBps() != 0) {
            throw JetStreamError.CONSUMER_PULL_WITH_RATE_LIMIT.failure();
        }
        if (push.idleHeartbeatNanos() > 0) {
            throw JetStreamError.CONSUMER_HB_REQUIRES_PUSH.failure();
        }
        if (push.flowControl()) {
            throw JetStreamError.CONSUMER_FC_REQUIRES_PUSH.failure();
        }
        long expires = consumer.pull().expiresNanosMax();
        if (expires != 0 && expires < EXPIRES_NANOS_MIN) {
            throw JetStreamError.CONSUMER_MAX_REQUEST_EXPIRES_TOO_SMALL.failure();
        }
        if (server.requestBatchMax() > 0 && consumer.pull().batchMax() > server.requestBatchMax()) {
            throw JetStreamError.CONSUMER_MAX_REQUEST_BATCH_EXCEEDED.failure(server.requestBatchMax());
        }
    }

    private void requireLimits(ConsumerConfig consumer) {
        long[] limits = {
            server.ackPendingMax(),
            account.ackPendingMax(),
            stream.consumerLimits().ackPendingMax()
        };
        for (long limit : limits) {
            if (limit > 0 && consumer.acks().pendingMax() > limit) {
                throw JetStreamError.CONSUMER_MAX_PENDING_ACK_EXCESS.failure(limit);
            }
        }
        long threshold = stream.consumerLimits().inactiveThresholdNanos();
        if (threshold > 0 && consumer.inactiveThresholdNanos() > threshold) {
            throw JetStreamError.CONSUMER_INACTIVE_THRESHOLD_EXCESS.failure(GoDuration.text(threshold));
        }
    }

    private static void requireMetadata(Map<String, String> metadata) {
        int bytes = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            bytes += entry.getKey().getBytes(UTF_8).length + entry.getValue().getBytes(UTF_8).length;
        }
        if (bytes > METADATA_BYTES_MAX) {
            throw JetStreamError.CONSUMER_METADATA_LENGTH.failure(METADATA_BYTES_MAX / 1024 + "KB");
        }
    }
}
