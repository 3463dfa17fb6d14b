package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.ports.storage.stream.StreamState;
import java.util.List;
import java.util.Map;

/// What is in a stream.
///
/// @param firstSequence  · one above the last if there is no message; 0 if there never was one,
///                         unless somebody has said where to begin
/// @param firstTimeNanos · since 1970; 0 if there is no message, as in the next
/// @param subjectCount   · how many different ones
/// @param subjects       · messages of each, if somebody has asked for some; otherwise empty
/// @param deletedCount   · sequences between the first and the last that are missing
/// @param deleted        · which ones, if somebody has asked; otherwise empty
public record StreamFigures(
        long messages,
        long bytes,
        long firstSequence,
        long firstTimeNanos,
        long lastSequence,
        long lastTimeNanos,
        long subjectCount,
        Map<String, Long> subjects,
        long deletedCount,
        List<Long> deleted,
        int consumers) {
    public StreamFigures {
        subjects = Map.copyOf(subjects);
        deleted = List.copyOf(deleted);
    }

    /// Without details.
    ///
    /// @param subjectCount · how many different ones
    /// @param beginning    · the sequence that the stream was made to begin with; 0 if nobody has said
    public static StreamFigures of(StreamState state, long beginning, long subjectCount, int consumers) {
        boolean untouched = state.lastSequence() == 0 && state.messages() == 0;
        return new StreamFigures(
                state.messages(),
                state.bytes(),
                untouched ? (beginning == 1 ? 1 : 0) : state.firstSequence(),
                state.firstTimeNanos(),
                state.lastSequence(),
                state.lastTimeNanos(),
                subjectCount,
                Map.of(),
                state.missing(),
                List.of(),
                consumers);
    }

    /// The same with the messages of some subjects.
    public StreamFigures withSubjects(Map<String, Long> counted) {
        return new StreamFigures(
                messages,
                bytes,
                firstSequence,
                firstTimeNanos,
                lastSequence,
                lastTimeNanos,
                subjectCount,
                counted,
                deletedCount,
                deleted,
                consumers);
    }

    /// The same with the sequences that are missing.
    public StreamFigures withDeleted(List<Long> sequences) {
        return new StreamFigures(
                messages,
                bytes,
                firstSequence,
                firstTimeNanos,
                lastSequence,
                lastTimeNanos,
                subjectCount,
                subjects,
                deletedCount,
                sequences,
                consumers);
    }

    /// Writes its fields.
    public void write(JsonOut out) {
        out.unsigned("messages", messages)
                .unsigned("bytes", bytes)
                .unsigned("first_seq", firstSequence)
                .field("first_ts", EpochNanos.toInstantOrNull(firstTimeNanos))
                .unsigned("last_seq", lastSequence)
                .field("last_ts", EpochNanos.toInstantOrNull(lastTimeNanos))
                .optional("num_subjects", subjectCount)
                .optionalNumberMap("subjects", subjects)
                .optional("num_deleted", deletedCount)
                .optionalNumbers("deleted", deleted)
                .field("consumer_count", consumers);
    }
}
