package io.natterjack.domain.jetstream.request;

import io.natterjack.domain.stream.config.StreamConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked about a stream, or about all of them. The name of the stream is in the subject of the request.
/// Sequences and counts are 0 and texts are empty where nothing is asked.
public sealed interface StreamRequest {
    /// Make it, or change it.
    ///
    /// @param pedantic · rather refuse it than change anything silently
    record Configure(StreamConfig config, boolean pedantic) implements StreamRequest {}

    /// How is it?
    ///
    /// @param offset         · of the subjects to skip
    /// @param deletedDetails · with the sequences that are missing
    /// @param subjectsFilter · with the subjects that belong to this filter
    record Describe(int offset, boolean deletedDetails, String subjectsFilter) implements StreamRequest {}

    /// Which ones are there?
    ///
    /// @param offset  · of those to skip
    /// @param subject · only those that would store something of this filter
    record Page(int offset, String subject) implements StreamRequest {}

    /// Remove messages.
    ///
    /// @param sequence · only those before it
    /// @param filter   · only of these subjects
    /// @param keep     · the last ones stay
    record Purge(long sequence, String filter, long keep) implements StreamRequest {}

    /// Read messages.
    ///
    /// @param sequence      · of the message, or of the first
    /// @param lastBySubject · the last of this subject
    /// @param nextBySubject · the next of these subjects
    /// @param batch         · how many
    /// @param bytesMax      · for all of them; 0 for the server's choice
    /// @param startTime     · not older than this; null for any
    /// @param multiLast     · the last of each of these subjects
    /// @param upToSequence  · none behind it
    /// @param upToTime      · none that is newer; null for any
    /// @param noHeaders     · only bodies
    record GetMessage(
            long sequence,
            String lastBySubject,
            String nextBySubject,
            int batch,
            int bytesMax,
            @Nullable Instant startTime,
            List<String> multiLast,
            long upToSequence,
            @Nullable Instant upToTime,
            boolean noHeaders)
            implements StreamRequest {
        public GetMessage {
            multiLast = List.copyOf(multiLast);
        }
    }

    /// Remove one message.
    ///
    /// @param noErase · it need not be overwritten
    record DeleteMessage(long sequence, boolean noErase) implements StreamRequest {}

    /// Send all of it.
    ///
    /// @param deliverSubject · to where
    /// @param noConsumers    · without its consumers
    /// @param chunkBytes     · of one message; 0 for the default
    /// @param windowBytes    · without an acknowledgement; 0 for the default
    /// @param checkMessages  · look at every message before
    record Snapshot(String deliverSubject, boolean noConsumers, int chunkBytes, int windowBytes, boolean checkMessages)
            implements StreamRequest {}

    /// Take all of it.
    ///
    /// @param config · as it was
    record Restore(StreamConfig config) implements StreamRequest {}
}
