package io.natterjack.domain.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.codec.StreamConfigJson;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.source.SourceInfo;
import io.natterjack.ports.storage.stream.StreamState;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a stream is described to clients.
final class StreamInfoJson {
    private final AccountStreams streams;
    private final HostedStream hosted;
    private Map<String, Long> subjects = Map.of();
    private List<Long> deleted = List.of();
    private boolean leaderShown;
    private boolean versionShown = true;

    StreamInfoJson(AccountStreams streams, HostedStream hosted) {
        this.streams = streams;
        this.hosted = hosted;
    }

    /// Says which subjects there are, and how many messages of each.
    StreamInfoJson withSubjects(Map<String, Long> counts) {
        subjects = counts;
        return this;
    }

    /// Says which sequences are missing.
    StreamInfoJson withDeleted() {
        List<Long> missing = new ArrayList<>();
        hosted.stream().reader().missing((from, to) -> {
            for (long sequence = from; sequence <= to; sequence++) {
                missing.add(sequence);
            }
            return true;
        });
        deleted = missing;
        return this;
    }

    /// Says which server leads it.
    StreamInfoJson withLeader() {
        leaderShown = true;
        return this;
    }

    /// Leaves out what the server adds to the configuration for those who ask for one stream.
    StreamInfoJson inList() {
        versionShown = false;
        return this;
    }

    void write(JsonOut out) {
        String version = streams.server().version();
        out.field(
                        "config",
                        versionShown ? ApiLevel.shown(hosted.config(), version) : hosted.config(),
                        StreamConfigJson::write)
                .field("created", hosted.created())
                .field("state", hosted.stream().state(), this::writeState)
                .optional("domain", streams.domain());
        if (leaderShown) {
            out.field("cluster", streams.server().name(), (name, inner) -> inner.field("leader", name));
        }
        SourceInfo mirror = hosted.sourcing().mirror();
        out.optional("mirror", mirror == null ? null : document(mirror), SourceDocument::write)
                .optionalObjects(
                        "sources",
                        hosted.sourcing().sources().stream()
                                .map(StreamInfoJson::document)
                                .toList(),
                        SourceDocument::write)
                .field("ts", streams.now());
    }

    private static SourceDocument document(SourceInfo info) {
        return new SourceDocument(info.source(), info.lag(), info.sequence(), info.activeNanos(), info.error());
    }

    private void writeState(StreamState state, JsonOut out) {
        boolean untouched = state.lastSequence() == 0 && state.messages() == 0;
        out.field("messages", state.messages())
                .field("bytes", state.bytes())
                .unsigned("first_seq", untouched ? 0 : state.firstSequence())
                .field("first_ts", EpochNanos.toInstantOrNull(state.firstTimeNanos()))
                .unsigned("last_seq", state.lastSequence())
                .field("last_ts", EpochNanos.toInstantOrNull(state.lastTimeNanos()))
                .optional("num_subjects", hosted.stream().subjects().size())
                .optionalNumberMap("subjects", subjects)
                .optional("num_deleted", state.missing())
                .optionalNumbers("deleted", deleted)
                .field("consumer_count", hosted.consumers().size());
    }

    /// How many messages there are of each subject that matches.
    static Map<String, Long> subjects(HostedStream hosted, String filter) {
        Map<String, Long> counts = new TreeMap<>();
        hosted.stream().subjects().forEach(SubjectFilter.of(filter), (bytes, from, to, messages, first, last) -> {
            counts.put(new String(bytes, from, to - from, UTF_8), messages);
            return true;
        });
        return counts;
    }
}
