package io.natterjack.domain.stream;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.Publication;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a stream asks of its surroundings: the account that owns it.
///
/// **Threading.** Called by the owner of the account's streams only. **Ownership.** Bytes are borrowed for the
/// length of a call. **Failure.** Nothing here throws.
public interface StreamHost {
    /// Since 1970; the same for all of a pass.
    long nowNanos();

    /// Where streams enter what they have to do later. What is due runs on the owner's thread, outside of a
    /// publish.
    Agenda agenda();

    /// Chance.
    RandomGenerator random();

    /// Publishes into the account: acknowledgements, republished messages. A message that comes back to a stream
    /// of the account that way is taken in later, not within this call.
    void publish(Publication message);

    /// Whether account and server have room for more.
    ///
    /// @param bytes · to be stored, by `StoredSize`
    /// @return null if there is; else what the publisher is told
    @Nullable
    ApiError refusal(Stream stream, long bytes);

    /// The longest message that clients of the server may publish, headers included.
    int payloadBytesMax();

    /// The storage of a stream takes nothing more until the server starts again; its consumers are about to stop.
    void frozen(Stream stream, String why);

    /// There was no room for a message where the stream is stored.
    void outOfStorage(Stream stream);

    /// An atomic batch will never be complete: worth an advisory.
    ///
    /// @param reason · `timeout`, `large`, `incomplete` or `unsupported`
    void batchAbandoned(Stream stream, String batch, String reason);

    /// Where to copy from; null if that is out of reach, in another account or domain.
    @Nullable
    Origin origin(StreamSource source);

    /// A place to copy from.
    ///
    /// @param stream   · null if there is none of this name
    /// @param identity · tells the stream from those that had its name before; empty if there is none
    record Origin(@Nullable Stream stream, String identity) {
        /// There is no such stream.
        public static final Origin NONE = new Origin(null, "");
    }
}
