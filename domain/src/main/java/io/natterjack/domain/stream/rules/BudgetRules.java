package io.natterjack.domain.stream.rules;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.AccountView.Tier;

/// What an account and the server can afford. A stream reserves the bytes that it may grow to; one without such a
/// limit reserves nothing, but there has to be something left.
final class BudgetRules {
    private final AccountView account;

    BudgetRules(AccountView account) {
        this.account = account;
    }

    /// A stream that is not there yet, or is there already.
    void admitOneMore(StreamConfig stream) {
        Tier tier = tier(stream.replicas());
        int max = tier.limits().streamsMax();
        if (max > 0 && others(tier, stream) >= max) {
            throw JetStreamError.MAXIMUM_STREAMS_LIMIT.failure();
        }
        admit(stream);
    }

    /// A stream that is not there yet.
    void admit(StreamConfig stream) {
        Tier tier = tier(stream.replicas());
        admit(stream, tier, stream.limits().bytesMax(), reservedByOthers(tier, stream));
    }

    /// What a stream needs more than before.
    void admitChange(StreamConfig old, StreamConfig stream) {
        Tier tier = tier(stream.replicas());
        long before = Math.max(0, old.limits().bytesMax());
        long now = stream.limits().bytesMax();
        long more = Math.max(0, Math.max(0, now) - before);
        long kept = reservation(tier, stream.replicas(), now - more);
        admit(stream, tier, more, saturatedSum(reservedByOthers(tier, stream), kept));
    }

    /// Whether a limit of bytes has to be said, and is small enough.
    void requireStreamBytes(StreamConfig stream) {
        Tier tier = account.tier(stream.replicas());
        if (tier == null) {
            return;
        }
        AccountSettings.JetStreamLimits limits = tier.limits();
        long max = stream.storage() == StorageType.MEMORY ? limits.memoryStreamBytesMax() : limits.fileStreamBytesMax();
        if (limits.maxBytesRequired() && stream.limits().bytesMax() <= 0) {
            throw JetStreamError.STREAM_MAX_BYTES_REQUIRED.failure();
        }
        if (max > 0 && stream.limits().bytesMax() > max) {
            throw JetStreamError.STREAM_MAX_STREAM_BYTES_EXCEEDED.failure();
        }
    }

    private void admit(StreamConfig stream, Tier tier, long bytes, long reserved) {
        AccountSettings.JetStreamLimits limits = tier.limits();
        long consumers = stream.limits().consumersMax();
        if (consumers > 0 && limits.consumersMax() > 0 && consumers > limits.consumersMax()) {
            throw JetStreamError.MAXIMUM_CONSUMERS_LIMIT.failure();
        }
        boolean memory = stream.storage() == StorageType.MEMORY;
        long serverBytes = bytes < 0 ? 1 : bytes;
        long accountBytes = reservation(tier, stream.replicas(), serverBytes);
        long max = memory ? limits.memoryBytesMax() : limits.fileBytesMax();
        long free = account.reservableBytes(stream.storage());
        boolean tooMuchForAccount = max >= 0 && (reserved > max || accountBytes > max - reserved);
        if (tooMuchForAccount || free < 0 || serverBytes > free) {
            throw (memory ? JetStreamError.MEMORY_RESOURCES_EXCEEDED : JetStreamError.STORAGE_RESOURCES_EXCEEDED)
                    .failure();
        }
    }

    private Tier tier(int replicas) {
        Tier tier = account.tier(replicas);
        if (tier == null) {
            throw JetStreamError.NO_LIMITS.failure();
        }
        return tier;
    }

    private long others(Tier tier, StreamConfig stream) {
        return account.streams().stream()
                .filter(other -> !other.name().equals(stream.name()))
                .filter(other -> tier.covers(other.replicas(), stream.replicas()))
                .count();
    }

    private long reservedByOthers(Tier tier, StreamConfig stream) {
        long reserved = 0;
        for (StreamConfig other : account.streams()) {
            if (!other.name().equals(stream.name())
                    && other.storage() == stream.storage()
                    && tier.covers(other.replicas(), stream.replicas())) {
                reserved = saturatedSum(
                        reserved,
                        reservation(tier, other.replicas(), other.limits().bytesMax()));
            }
        }
        return reserved;
    }

    /// Limits without tiers count every replica.
    private static long reservation(Tier tier, int replicas, long bytes) {
        if (bytes <= 0) {
            return 0;
        }
        long copies = tier.name().isEmpty() ? Math.max(1, replicas) : 1;
        return bytes > Long.MAX_VALUE / copies ? Long.MAX_VALUE : bytes * copies;
    }

    private static long saturatedSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
