package io.natterjack.domain.stream.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfig.ConsumerLimits;
import io.natterjack.domain.subject.Subjects;
import java.util.TreeSet;

/// Decides what becomes of a request for a stream.
///
/// A request is completed with defaults and looked at in the order of the reference, so that the first thing that
/// is wrong is the same. A pedantic client wants nothing to be changed silently.
///
/// **Threading.** Immutable.
public final class StreamRules {
    private final AssetLimits server;

    public StreamRules(AssetLimits server) {
        this.server = server;
    }

    /// What a new stream will be. If there is one of that name already, the request is for the same one.
    ///
    /// @param named · the name that the request is addressed to
    /// @return stamped with the level that it needs, to be stored
    /// @throws ApiFailure if there can be no such stream
    public StreamConfig create(String named, StreamConfig request, boolean pedantic, AccountView account) {
        requireName(named, request);
        if (request.access().sealed()) {
            throw wrong("stream configuration for create can not be sealed");
        }
        if (request.access().mirrorDirect() && request.mirror() == null) {
            throw wrong("stream has no mirror but does have mirror direct");
        }
        BudgetRules budget = new BudgetRules(account);
        budget.admitOneMore(request);
        StreamConfig stream = checked(ApiLevel.stamped(request), pedantic, account);
        StreamConfig existing = account.stream(named);
        if (existing != null) {
            if (stream.withMetadata(ApiLevel.comparable(stream.metadata(), existing.metadata()))
                    .equals(existing)) {
                return existing;
            }
            throw JetStreamError.STREAM_NAME_EXIST.failure();
        }
        budget.admit(stream);
        CopyRules.requireFilters(stream);
        requireOwnSubjects(stream, account);
        return stream;
    }

    /// What an existing stream will be.
    ///
    /// @param named · the name that the request is addressed to
    /// @return stamped with the level that it needs, to be stored
    /// @throws ApiFailure if there is no such stream, or if it cannot become that
    public StreamConfig update(String named, StreamConfig request, boolean pedantic, AccountView account) {
        StreamConfig once = defaulted(request, pedantic, account);
        requireName(named, once);
        StreamConfig current = account.stream(named);
        if (current == null) {
            throw JetStreamError.STREAM_NOT_FOUND.failure();
        }
        StreamConfig stream = UpdateRules.check(current, checked(ApiLevel.stamped(once), pedantic, account));
        new BudgetRules(account).admitChange(current, stream);
        requireConsumersWithin(current.consumerLimits(), stream, account);
        requireOwnSubjects(stream, account);
        return stream;
    }

    /// What a stream will be that comes from a snapshot.
    ///
    /// @throws ApiFailure if there can be no such stream
    public StreamConfig restore(StreamConfig snapshot, AccountView account) {
        StreamConfig stream = checked(snapshot, false, account);
        requirePlace(stream, 0, account);
        return stream;
    }

    /// Whether there is a place for a stream from a snapshot, also when others have come meanwhile.
    ///
    /// @param bytes · that it is known to bring
    /// @throws ApiFailure if there is none
    public static void requirePlace(StreamConfig stream, long bytes, AccountView account) {
        boolean more = bytes > stream.limits().bytesMax() && bytes > 0;
        new BudgetRules(account)
                .admitOneMore(
                        more ? stream.with(changes -> changes.limits(limits -> limits.withBytesMax(bytes))) : stream);
        if (account.stream(stream.name()) != null) {
            throw JetStreamError.STREAM_NAME_EXIST_RESTORE_FAILED.failure();
        }
        requireOwnSubjects(stream, account);
    }

    private StreamConfig checked(StreamConfig request, boolean pedantic, AccountView account) {
        StreamConfig stream = defaulted(request, pedantic, account);
        if (stream.replicas() > 1) {
            throw JetStreamError.STREAM_REPLICAS_NOT_SUPPORTED.failure();
        }
        return stream;
    }

    private StreamConfig defaulted(StreamConfig request, boolean pedantic, AccountView account) {
        StreamConfig stream = new DefaultRules(server, pedantic).apply(request);
        stream = new CopyRules(account, pedantic).check(stream);
        stream = SubjectRules.check(stream);
        new BudgetRules(account).requireStreamBytes(stream);
        return new RepublishRules(pedantic).check(stream);
    }

    private static void requireName(String named, StreamConfig request) {
        if (!named.equals(request.name())) {
            throw JetStreamError.STREAM_MISMATCH.failure();
        }
        if (named.contains("\\") || named.contains("/")) {
            throw JetStreamError.STREAM_NAME_CONTAINS_PATH_SEPARATORS.failure();
        }
    }

    private static void requireOwnSubjects(StreamConfig stream, AccountView account) {
        for (StreamConfig other : account.streams()) {
            if (!other.name().equals(stream.name()) && overlap(stream, other)) {
                throw JetStreamError.STREAM_SUBJECT_OVERLAP.failure();
            }
        }
    }

    /// Whether both would take some message.
    public static boolean overlap(StreamConfig stream, StreamConfig other) {
        return stream.subjects().stream()
                .anyMatch(mine -> other.subjects().stream().anyMatch(theirs -> Subjects.overlap(mine, theirs)));
    }

    private static void requireConsumersWithin(ConsumerLimits before, StreamConfig stream, AccountView account) {
        ConsumerLimits now = stream.consumerLimits();
        boolean threshold = now.inactiveThresholdNanos() > 0;
        boolean pending = now.ackPendingMax() > 0;
        if ((!threshold || now.inactiveThresholdNanos() == before.inactiveThresholdNanos())
                && (!pending || now.ackPendingMax() == before.ackPendingMax())) {
            return;
        }
        TreeSet<String> beyond = new TreeSet<>();
        account.consumers(stream.name()).forEach((name, consumer) -> {
            if (beyond(consumer, now)) {
                beyond.add(name);
            }
        });
        if (!beyond.isEmpty()) {
            throw JetStreamError.STREAM_UPDATE.failure(
                    "change to limits violates consumers: " + String.join(", ", beyond));
        }
    }

    private static boolean beyond(ConsumerConfig consumer, ConsumerLimits limits) {
        boolean tooLong = limits.inactiveThresholdNanos() > 0
                && consumer.inactiveThresholdNanos() > limits.inactiveThresholdNanos();
        boolean tooMany = limits.ackPendingMax() > 0 && consumer.acks().pendingMax() > limits.ackPendingMax();
        return tooLong || tooMany;
    }

    /// To throw, about a configuration that makes no sense.
    static ApiFailure wrong(String why) {
        return JetStreamError.STREAM_INVALID_CONFIG.failure(why);
    }

    /// To throw, to a client that wants nothing to be changed silently.
    static ApiFailure pedantic(String why) {
        return JetStreamError.PEDANTIC.failure(why);
    }
}
