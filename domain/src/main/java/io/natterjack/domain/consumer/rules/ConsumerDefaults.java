package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.AckRules;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.consumer.config.PullLimits;
import io.natterjack.domain.consumer.config.PushTarget;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.StreamConfig;

/// Completes a request. What makes no sense is taken for nothing, and what is left out is taken from the stream,
/// from the limits, or from the reference's defaults.
final class ConsumerDefaults {
    private static final long SECOND = 1_000_000_000L;
    private static final int WAITING_MAX = 512;
    private static final int ACK_PENDING_MAX = 1_000;
    private static final long ACK_WAIT_NANOS = 30 * SECOND;
    private static final long PINNED_TTL_NANOS = 120 * SECOND;
    private static final long FLOW_CONTROL_HEARTBEAT_NANOS = SECOND;

    private final AssetLimits server;
    private final AccountSettings.JetStreamLimits account;
    private final boolean pedantic;

    ConsumerDefaults(AssetLimits server, AccountSettings.JetStreamLimits account, boolean pedantic) {
        this.server = server;
        this.account = account;
        this.pedantic = pedantic;
    }

    ConsumerConfig apply(ConsumerConfig request, StreamConfig stream) {
        ConsumerConfig sane = withoutNonsense(request);
        PullLimits pull = sane.pull();
        if (sane.isPull() && pull.waitingMax() == 0) {
            pull = pull.withWaitingMax(WAITING_MAX);
        }
        AckRules acks = withWait(sane.acks());
        StreamConfig.ConsumerLimits inherited = stream.consumerLimits();
        if (acks.pendingMax() == 0) {
            require(inherited.ackPendingMax() == 0, "max_ack_pending must be set if it's configured in stream limits");
            acks = acks.withPendingMax(inherited.ackPendingMax());
        }
        long threshold = sane.inactiveThresholdNanos();
        if (threshold == 0) {
            threshold = inherited.inactiveThresholdNanos();
            require(threshold <= 0, "inactive_threshold must be set if it's configured in stream limits");
        }
        if (acks.pendingMax() == 0 && acks.policy() != AckPolicy.NONE) {
            acks = acks.withPendingMax(ackPendingMax());
        }
        if (sane.isPull() && pull.batchMax() == 0 && server.requestBatchMax() > 0) {
            require(false, "max_request_batch must be set if it's JetStream limits are set");
            pull = pull.withBatchMax(server.requestBatchMax());
        }
        return completed(sane, pull, acks, threshold);
    }

    private ConsumerConfig completed(ConsumerConfig sane, PullLimits pull, AckRules acks, long threshold) {
        PriorityRules priority = sane.priority();
        boolean pinned = priority.policy() == PriorityPolicy.PINNED_CLIENT && priority.pinnedTtlNanos() == 0;
        boolean flowControl = acks.policy() == AckPolicy.FLOW_CONTROL && !pedantic;
        PushTarget push = sane.push();
        return sane.with(consumer -> consumer.pull(pull)
                .acks(acks)
                .inactiveThresholdNanos(threshold)
                .priority(pinned ? priority.withPinnedTtlNanos(PINNED_TTL_NANOS) : priority)
                .push(
                        flowControl
                                ? push.withFlowControl(true).withIdleHeartbeatNanos(FLOW_CONTROL_HEARTBEAT_NANOS)
                                : push));
    }

    private ConsumerConfig withoutNonsense(ConsumerConfig request) {
        AckRules acks = request.acks();
        PullLimits pull = request.pull();
        long deliverMax = acks.deliverMax() == 0 ? -1 : atLeast(-1, "max_deliver", acks.deliverMax());
        long waiting = atLeast(0, "max_waiting", pull.waitingMax());
        long pending = atLeast(-1, "max_ack_pending", acks.pendingMax());
        long batch = atLeast(0, "max_batch", pull.batchMax());
        long expires = atLeast(0, "max_expires", pull.expiresNanosMax());
        long bytes = atLeast(0, "max_bytes", pull.bytesMax());
        long heartbeat = atLeast(0, "idle_heartbeat", request.push().idleHeartbeatNanos());
        long threshold = atLeast(0, "inactive_threshold", request.inactiveThresholdNanos());
        long pinned = atLeast(0, "priority_timeout", request.priority().pinnedTtlNanos());
        return request.with(
                consumer -> consumer.acks(acks.withDeliverMax(deliverMax).withPendingMax(pending))
                        .pull(new PullLimits(waiting, batch, expires, bytes))
                        .push(push -> push.withIdleHeartbeatNanos(heartbeat))
                        .inactiveThresholdNanos(threshold)
                        .priority(priority -> priority.withPinnedTtlNanos(pinned)));
    }

    private long atLeast(int min, String name, long value) {
        require(value >= min, name + (min < 0 ? " must be set to -1" : " must not be negative"));
        return Math.max(min, value);
    }

    private AckRules withWait(AckRules acks) {
        AckRules waiting = acks;
        if (acks.waitNanos() == 0 && (acks.policy() == AckPolicy.EXPLICIT || acks.policy() == AckPolicy.ALL)) {
            waiting = acks.withWaitNanos(ACK_WAIT_NANOS);
        }
        if (waiting.backoffNanos().isEmpty()) {
            return waiting;
        }
        long first = waiting.backoffNanos().getFirst();
        require(waiting.waitNanos() == first, "first backoff value has to equal batch AckWait");
        return waiting.withWaitNanos(first);
    }

    private int ackPendingMax() {
        int max = ACK_PENDING_MAX;
        if (server.ackPendingMax() > 0) {
            max = Math.min(max, server.ackPendingMax());
        }
        return account.ackPendingMax() > 0 ? Math.min(max, account.ackPendingMax()) : max;
    }

    /// Whoever is pedantic is told what would be changed.
    private void require(boolean said, String why) {
        if (pedantic && !said) {
            throw JetStreamError.PEDANTIC.failure(why);
        }
    }
}
