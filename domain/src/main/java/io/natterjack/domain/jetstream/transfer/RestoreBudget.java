package io.natterjack.domain.jetstream.transfer;

import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.StoredSize;

/// What a restore takes of what its account and the server may store: at first all that is announced, then whatever
/// comes beyond that. It counts as used from then on, so that others do not take the same room.
///
/// Confined to the shard.
final class RestoreBudget {
    /// Beyond any server, and small enough to be added to what is used.
    private static final long BYTES_MAX = 1L << 60;

    private final AccountStreams streams;
    private final StreamConfig config;
    private long held;
    private long stored;

    RestoreBudget(AccountStreams streams, StreamConfig config) {
        this.streams = streams;
        this.config = config;
    }

    /// So many bytes will come.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if there is no room for them
    void announced(long bytes) {
        StreamRules.requirePlace(config, bytes, new AccountFacts(streams));
        hold(bytes);
    }

    /// A message is about to be stored.
    ///
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if there is no room for it
    void take(StoredMessage message) {
        stored += memory()
                ? StoredSize.inMemory(message.subjectLength(), message.payloadLength())
                : StoredSize.durable(message.subjectLength(), message.headerLength(), message.payloadLength());
        if (stored > held) {
            hold(stored - held);
        }
    }

    private void hold(long bytes) {
        if (bytes > BYTES_MAX || streams.usage().refusal(config.storage(), bytes) != null) {
            throw (memory() ? JetStreamError.MEMORY_RESOURCES_EXCEEDED : JetStreamError.STORAGE_RESOURCES_EXCEEDED)
                    .failure();
        }
        streams.usage().hold(config.storage(), bytes);
        held += bytes;
    }

    /// Gives back what was taken: the stream counts by itself, or is gone.
    void release() {
        streams.usage().hold(config.storage(), -held);
        held = 0;
    }

    private boolean memory() {
        return config.storage() == StorageType.MEMORY;
    }
}
