package io.natterjack.domain.monitor.jsz;

import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
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
        StreamFigures figures,
        @Nullable SourceDocument mirror,
        List<SourceDocument> sources,
        List<ConsumerDocument> consumers,
        List<ConsumerDocument> readers) {
    public StreamReport {
        sources = List.copyOf(sources);
        consumers = List.copyOf(consumers);
        readers = List.copyOf(readers);
    }

    public String name() {
        return config.name();
    }

    /// The same for those who do not want to know of its readers.
    StreamReport withoutReaders() {
        return new StreamReport(config, created, figures, mirror, sources, consumers, List.of());
    }
}
