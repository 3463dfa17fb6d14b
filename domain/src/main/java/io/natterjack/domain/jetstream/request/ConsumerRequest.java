package io.natterjack.domain.jetstream.request;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.rules.ConsumerAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is asked about a consumer, or about all of a stream. Their names are in the subject of the request.
/// Sequences and counts are 0 and texts are empty where nothing is asked.
public sealed interface ConsumerRequest {
    /// Make it, or change it.
    ///
    /// @param stream   · its name once more
    /// @param pedantic · rather refuse it than change anything silently
    record Create(String stream, ConsumerConfig config, ConsumerAction action, boolean pedantic)
            implements ConsumerRequest {}

    /// Which ones are there?
    ///
    /// @param offset · of those to skip
    record Page(int offset) implements ConsumerRequest {}

    /// Deliver nothing for a while.
    ///
    /// @param until · null to go on
    record Pause(@Nullable Instant until) implements ConsumerRequest {}

    /// Let another client of a group be pinned.
    record Unpin(String group) implements ConsumerRequest {}

    /// Start again.
    ///
    /// @param sequence · from there on; 0 for what is acknowledged
    record Reset(long sequence) implements ConsumerRequest {}
}
