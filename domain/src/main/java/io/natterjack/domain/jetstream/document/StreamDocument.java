package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.StreamConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a stream is.
///
/// @param config     · see [io.natterjack.domain.jetstream.asset.ApiLevel#shown]
/// @param domain     · of the server; empty for none
/// @param leader     · the server that owns it; empty where that is not told
/// @param mirror     · what it is a copy of; null if it is none
/// @param sources    · what flows into it
/// @param alternates · its mirrors, itself among them; empty if there are none
/// @param now        · when all this was so
public record StreamDocument(
        StreamConfig config,
        Instant created,
        StreamFigures state,
        String domain,
        String leader,
        @Nullable SourceDocument mirror,
        List<SourceDocument> sources,
        List<Alternate> alternates,
        Instant now) {
    public StreamDocument {
        sources = List.copyOf(sources);
        alternates = List.copyOf(alternates);
    }

    /// A stream with the same messages.
    ///
    /// @param domain  · empty for none
    /// @param cluster · where it is
    public record Alternate(String name, String domain, String cluster) {
        private void write(JsonOut out) {
            out.field("name", name).optional("domain", domain).field("cluster", cluster);
        }
    }

    /// Writes its fields.
    public void write(JsonOut out) {
        out.field("config", config, StreamConfigJson::write)
                .field("created", created)
                .field("state", state, StreamFigures::write)
                .optional("domain", domain);
        if (!leader.isEmpty()) {
            out.field("cluster", leader, (name, cluster) -> cluster.field("leader", name));
        }
        out.optional("mirror", mirror, SourceDocument::write)
                .optionalObjects("sources", sources, SourceDocument::write)
                .optionalObjects("alternates", alternates, Alternate::write)
                .field("ts", now);
    }
}
