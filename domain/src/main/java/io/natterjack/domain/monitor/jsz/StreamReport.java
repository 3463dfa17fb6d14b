package io.natterjack.domain.monitor.jsz;

import io.natterjack.domain.stream.config.StreamConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stream.
///
/// @param config    · as stored
/// @param mirror    · what it is a copy of; null if it is none
/// @param sources   · what flows into it
/// @param consumers · by name; empty if nobody has asked for them
/// @param readers   · consumers of other streams, which copy it; empty if nobody has asked for them
public record StreamReport(
        StreamConfig config,
        Instant created,
        Contents contents,
        @Nullable SourceReport mirror,
        List<SourceReport> sources,
        List<ConsumerReport> consumers,
        List<ConsumerReport> readers) {
    public StreamReport {
        sources = List.copyOf(sources);
        consumers = List.copyOf(consumers);
        readers = List.copyOf(readers);
    }

    /// The same for those who do not want to know of its readers.
    StreamReport withoutReaders() {
        return new StreamReport(config, created, contents, mirror, sources, consumers, List.of());
    }

    public String name() {
        return config.name();
    }

    /// What is in it.
    ///
    /// @param firstTime · of the first message; null if there is none
    /// @param lastTime  · of the last message; null if there never was one
    /// @param subjects  · how many different ones
    /// @param deleted   · sequences between the first and the last that are missing
    public record Contents(
            long messages,
            long bytes,
            long firstSequence,
            @Nullable Instant firstTime,
            long lastSequence,
            @Nullable Instant lastTime,
            long subjects,
            long deleted,
            int consumers) {}
}
