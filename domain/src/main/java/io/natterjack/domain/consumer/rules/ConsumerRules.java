package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.DeliverPolicy;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.asset.AssetName;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.subject.Subjects;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Decides what becomes of a request for a consumer.
///
/// A request is completed with defaults and looked at in the order of the reference, so that the first thing that
/// is wrong is the same. A pedantic client wants nothing to be changed silently.
///
/// **Threading.** Immutable.
public final class ConsumerRules {
    private static final long EPHEMERAL_THRESHOLD_NANOS = 5_000_000_000L;

    private final AssetLimits server;

    public ConsumerRules(AssetLimits server) {
        this.server = server;
    }

    /// What a new consumer will be, or what will become of the one that has its name.
    ///
    /// @param request · named: see [ConsumerAddress#named]; without a name the caller chooses one
    /// @return stamped with the level that it needs, to be stored
    /// @throws ApiFailure if there can be no such consumer
    public ConsumerConfig decide(ConsumerConfig request, ConsumerAction action, boolean pedantic, StreamView stream) {
        if (request.replicas() > 1) {
            throw JetStreamError.STREAM_REPLICAS_NOT_SUPPORTED.failure();
        }
        ConsumerConfig existing = stream.consumers().get(name(request));
        Instant pauseUntil = existing == null ? request.pauseUntil() : existing.pauseUntil();
        ConsumerConfig consumer = ApiLevel.stamped(request.withPauseUntil(pauseUntil));
        AccountSettings.JetStreamLimits account = stream.limits(stream.config().replicas());
        if (account == null) {
            throw JetStreamError.NO_LIMITS.failure();
        }
        consumer = new ConsumerDefaults(server, account, pedantic).apply(consumer, stream.config());
        new ConsumerChecks(server, account, stream.config()).check(consumer);
        if (existing != null) {
            update(existing, consumer, action, stream);
        } else {
            create(consumer, action, account, stream);
        }
        boolean kept = existing != null && existing.inactiveThresholdNanos() == consumer.inactiveThresholdNanos();
        return kept ? consumer : withThreshold(consumer, existing == null ? consumer : existing);
    }

    private static String name(ConsumerConfig consumer) {
        return consumer.isDurable() ? consumer.durable() : consumer.name();
    }

    private static void update(
            ConsumerConfig existing, ConsumerConfig consumer, ConsumerAction action, StreamView stream) {
        Map<String, String> metadata = ApiLevel.comparable(consumer.metadata(), existing.metadata());
        boolean same = consumer.with(changes -> changes.metadata(metadata)).equals(existing);
        if (action == ConsumerAction.CREATE && !same) {
            throw JetStreamError.CONSUMER_ALREADY_EXISTS.failure();
        }
        if (stream.config().retention() == RetentionPolicy.WORK_QUEUE) {
            requireOwnMessages(consumer, stream);
        }
        if (!same) {
            ConsumerUpdates.check(existing, consumer, stream);
        }
    }

    private void create(
            ConsumerConfig consumer,
            ConsumerAction action,
            AccountSettings.JetStreamLimits account,
            StreamView stream) {
        if (action == ConsumerAction.UPDATE) {
            throw JetStreamError.CONSUMER_DOES_NOT_EXIST.failure();
        }
        boolean counted = counted(consumer);
        long others = stream.consumers().values().stream()
                .filter(ConsumerRules::counted)
                .count();
        long max = consumersMax(stream.config(), account);
        if (counted && max > 0 && others >= max) {
            throw JetStreamError.MAXIMUM_CONSUMERS_LIMIT.failure();
        }
        if (counted && stream.config().retention() == RetentionPolicy.WORK_QUEUE) {
            requireWorkQueue(consumer, others, stream);
        }
        if (consumer.isDurable() && consumer.durable().length() > AssetName.BYTES_MAX) {
            throw JetStreamError.CONSUMER_NAME_TOO_LONG.failure(AssetName.BYTES_MAX);
        }
    }

    /// Those that the server makes for itself do not count.
    private static boolean counted(ConsumerConfig consumer) {
        return !consumer.direct() && !consumer.sourcing();
    }

    private long consumersMax(StreamConfig stream, AccountSettings.JetStreamLimits account) {
        long max = stream.limits().consumersMax();
        if (max <= 0 || (account.consumersMax() > 0 && account.consumersMax() < max)) {
            max = account.consumersMax();
        }
        return max <= 0 ? server.consumersMaxDefault() : max;
    }

    /// Each message of a work queue belongs to one consumer.
    private static void requireWorkQueue(ConsumerConfig consumer, long others, StreamView stream) {
        AckPolicy acks = consumer.acks().policy();
        if (acks != AckPolicy.EXPLICIT && acks != AckPolicy.FLOW_CONTROL) {
            throw JetStreamError.CONSUMER_WQ_REQUIRES_EXPLICIT_ACK.failure();
        }
        if (consumer.start().policy() != DeliverPolicy.ALL) {
            throw JetStreamError.CONSUMER_WQ_CONSUMER_NOT_DELIVER_ALL.failure();
        }
        if (others > 0 && consumer.filters().isEmpty()) {
            throw JetStreamError.CONSUMER_WQ_MULTIPLE_UNFILTERED.failure();
        }
        requireOwnMessages(consumer, stream);
    }

    private static void requireOwnMessages(ConsumerConfig consumer, StreamView stream) {
        for (Map.Entry<String, ConsumerConfig> other : stream.consumers().entrySet()) {
            if (!other.getKey().equals(name(consumer))
                    && counted(other.getValue())
                    && share(consumer.filters(), other.getValue().filters())) {
                throw JetStreamError.CONSUMER_WQ_CONSUMER_NOT_UNIQUE.failure();
            }
        }
    }

    private static boolean share(List<String> mine, List<String> theirs) {
        return mine.stream()
                .anyMatch(filter ->
                        theirs.isEmpty() || theirs.stream().anyMatch(other -> Subjects.overlap(filter, other)));
    }

    /// One that nobody uses goes away, unless it is durable, or was when this was changed.
    private static ConsumerConfig withThreshold(ConsumerConfig consumer, ConsumerConfig before) {
        return before.isDurable() || consumer.inactiveThresholdNanos() > 0
                ? consumer
                : consumer.with(changes -> changes.inactiveThresholdNanos(EPHEMERAL_THRESHOLD_NANOS));
    }

    /// To throw, about a configuration that makes no sense.
    static ApiFailure wrong(String why) {
        return JetStreamError.STREAM_INVALID_CONFIG.failure(why);
    }
}
