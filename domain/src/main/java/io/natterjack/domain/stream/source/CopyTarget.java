package io.natterjack.domain.stream.source;

import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// Where messages of another stream go.
///
/// **Threading.** Confined to the owner of both streams. **Ownership.** Windows are borrowed. **Failure.** Said by
/// the answer: what could not be stored is tried again later.
interface CopyTarget {
    /// Whether it is known what is here. If not, looks a little further: whoever asks comes back soon.
    default boolean located() {
        return true;
    }

    /// Sequence there of the last message that is here, or of the last that is not wanted; 0 to start at the first.
    /// Only if that is known.
    ///
    /// @param origin   · to look for the start in, if nothing is here yet
    /// @param identity · of the origin: what is here of another stream with its name does not count. Empty if unknown
    long position(Stream origin, String identity);

    /// What is wrong with a consumer that is not acknowledged by answers to flow control.
    ApiError unfit();

    /// Looks at a message that should be here already, by its sequence.
    ///
    /// @return null if it is not certain to be another one
    default @Nullable ApiError unlikeOurs(StoredMessage message) {
        return null;
    }

    /// Nothing up to a position is wanted, and nothing is here yet.
    default void begin(long position) {}

    /// Takes the next message.
    ///
    /// @param identity · of its origin
    /// @param subjects · give it the subject that it has here
    /// @return null if it is stored; else why not
    @Nullable
    ApiError take(StoredMessage message, SourceSubjects subjects, String identity);
}
