package io.natterjack.domain.jetstream.server;

import io.natterjack.domain.stream.config.StorageType;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what the streams of all accounts hold and have reserved together, on whatever shard they live. The limits
/// of the server are compared with it; those of an account, with what the account counts for itself.
///
/// It is asked first and told afterwards. Two shards that ask at the same instant may both be let through, so that a
/// little more is taken than there is, never much: what comes after is refused.
///
/// **Threading.** Any thread.
public final class ServerUsage {
    private final Count memory = new Count();
    private final Count lasting = new Count();

    /// Some stream holds so much more than before, or less.
    public void hold(StorageType type, long moreBytes) {
        count(type).held.addAndGet(moreBytes);
    }

    /// Some stream has reserved so much more than before, or less.
    public void reserve(StorageType type, long moreBytes) {
        count(type).reserved.addAndGet(moreBytes);
    }

    /// In messages.
    public long heldBytes(StorageType type) {
        return count(type).held.get();
    }

    /// By streams that say how many bytes they may hold.
    public long reservedBytes(StorageType type) {
        return count(type).reserved.get();
    }

    private Count count(StorageType type) {
        return switch (type) {
            case FILE -> lasting;
            case MEMORY -> memory;
        };
    }

    private static final class Count {
        private final AtomicLong held = new AtomicLong();
        private final AtomicLong reserved = new AtomicLong();
    }
}
