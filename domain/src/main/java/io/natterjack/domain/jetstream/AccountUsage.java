package io.natterjack.domain.jetstream;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.server.ServerUsage;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// What the streams of one account hold, have reserved, and may. It counts for the server as well, whose limits hold
/// for all accounts together.
///
/// A stream that says how many bytes it may hold has reserved them; others take what is left. Sizes are those of the
/// last pass: an account may exceed its limit by what one pass brings.
///
/// Confined to the shard.
public final class AccountUsage {
    /// The tier of streams without replicas, the only one on a single server.
    public static final String TIER = "R1";

    private final AccountStreams owner;
    private final ServerUsage server;
    private final IdentityHashMap<HostedStream, Long> sizes = new IdentityHashMap<>();
    private JetStreamAllowance allowance = JetStreamAllowance.UNLIMITED;
    private long memoryBytes;
    private long lastingBytes;
    private long memoryReservedBytes;
    private long lastingReservedBytes;
    private boolean allowed;
    private long requests;
    private long errors;

    AccountUsage(AccountStreams owner, ServerUsage server) {
        this.owner = owner;
        this.server = server;
    }

    void allow(JetStreamAllowance changed) {
        allowance = changed;
        allowed = true;
    }

    /// Whether the account may have streams at all.
    public boolean allowed() {
        return allowed;
    }

    public JetStreamAllowance allowance() {
        return allowance;
    }

    /// Those that count here; null if there are tiers and none for this server.
    public @Nullable JetStreamLimits limits() {
        return allowance.tiers().isEmpty()
                ? allowance.limits()
                : allowance.tiers().get(TIER);
    }

    void added(HostedStream hosted) {
        reserve(hosted.config().storage(), reservation(hosted.config()));
        changed(hosted);
    }

    /// A stream has another configuration than before.
    void redefined(HostedStream hosted, StreamConfig before) {
        reserve(before.storage(), reservation(hosted.config()) - reservation(before));
        changed(hosted);
    }

    void removed(HostedStream hosted) {
        reserve(hosted.config().storage(), -reservation(hosted.config()));
        Long size = sizes.remove(hosted);
        count(hosted.config().storage(), size == null ? 0 : -size);
    }

    /// A stream may have another size than before.
    void changed(HostedStream hosted) {
        if (owner.find(hosted.name()) != hosted) {
            return;
        }
        long size = hosted.stream().state().bytes();
        Long before = sizes.put(hosted, size);
        count(hosted.config().storage(), before == null ? size : size - before);
    }

    /// Counts what a stream takes that is not among the others yet.
    ///
    /// @param bytes · negative for less
    public void hold(StorageType type, long bytes) {
        count(type, bytes);
    }

    private void count(StorageType type, long bytes) {
        if (bytes == 0) {
            return;
        }
        server.hold(type, bytes);
        if (type == StorageType.MEMORY) {
            memoryBytes += bytes;
        } else {
            lastingBytes += bytes;
        }
    }

    private static long reservation(StreamConfig config) {
        return Math.max(0, config.limits().bytesMax());
    }

    private void reserve(StorageType type, long bytes) {
        server.reserve(type, bytes);
        if (type == StorageType.MEMORY) {
            memoryReservedBytes += bytes;
        } else {
            lastingReservedBytes += bytes;
        }
    }

    /// Whether a stream may take in more.
    @Nullable
    ApiError refusal(Stream stream, long bytes) {
        return refusal(stream.config().storage(), bytes);
    }

    /// Whether there may be more in streams of one kind.
    public @Nullable ApiError refusal(StorageType storage, long bytes) {
        JetStreamLimits limits = limits();
        if (limits == null) {
            return refusal(JetStreamError.NO_LIMITS);
        }
        boolean memory = storage == StorageType.MEMORY;
        long max = memory ? limits.memoryBytesMax() : limits.fileBytesMax();
        long used = memory ? memoryBytes : lastingBytes;
        long serverMax =
                memory ? owner.settings().memoryBytesMax() : owner.settings().fileBytesMax();
        if (server.heldBytes(storage) + bytes > serverMax) {
            return refusal(JetStreamError.INSUFFICIENT_RESOURCES);
        }
        return max >= 0 && used + bytes > max ? refusal(JetStreamError.ACCOUNT_RESOURCES_EXCEEDED) : null;
    }

    private static ApiError refusal(JetStreamError error) {
        return error.with();
    }

    /// Counts a request to the API.
    public void asked(boolean failed) {
        requests++;
        if (failed) {
            errors++;
        }
    }

    public long requests() {
        return requests;
    }

    public long errors() {
        return errors;
    }

    public long memoryBytes() {
        return memoryBytes;
    }

    public long lastingBytes() {
        return lastingBytes;
    }

    public long memoryReservedBytes() {
        return memoryReservedBytes;
    }

    public long lastingReservedBytes() {
        return lastingReservedBytes;
    }
}
