package io.natterjack.ports.storage;

import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.util.List;

/// A place with streams in it.
///
/// **Threading.** Any thread. Two calls never concern the same stream at the same time.
///
/// **Ownership.** Whoever creates or opens a stream closes it, before the storage itself is closed.
///
/// **Failure.** [StorageException], and nothing has changed. Nothing is ever deleted on doubt: what cannot be read is
/// set aside, named in [#problems], and the rest is served.
public interface Storage extends AutoCloseable {
    /// Every stream in this place, including those that cannot be opened.
    List<StreamKey> streams();

    /// The broker's own description of a stream that is not open. Quick, whatever the stream holds: it is asked for
    /// every stream before the first is opened.
    ///
    /// @throws StorageException if there is none of this name, or if it cannot be read
    byte[] definition(StreamKey key);

    /// Makes a stream. It is there after a crash as soon as this has returned.
    ///
    /// @param definition · the broker's own description of it, kept as it is
    /// @throws StorageException if there is one of this name, or no room
    StoredStream create(StreamKey key, StreamOptions options, byte[] definition, StorageListener listener);

    /// Opens a stream that is there, and recovers it if the last writer was cut short. May take a while.
    ///
    /// @param durability · when a message counts as stored from now on, whatever was said when the stream was made
    /// @throws StorageAwayException if it cannot be read now: the broker asks again a little later, until it can
    /// @throws StorageException if there is none of this name, if it is open, or if it cannot be trusted as a whole
    StoredStream open(StreamKey key, Durability durability, StorageListener listener);

    /// Deletes a stream that is not open, for good and even if it could not be opened. Returns when it is certain that
    /// it will not come back. Nothing happens if there is none of this name.
    ///
    /// @throws StorageException if it is open, or if that is not certain yet: then a place that was away deletes it
    ///                          when it is back, and has no new stream of its name before
    void delete(StreamKey key);

    /// What an operator has to know: streams that are frozen or could not be opened, parts that were set aside. Empty
    /// if all is well.
    List<String> problems();

    /// Makes everything safe and lets go of the place. Closing again does nothing; creating and opening streams is an
    /// [IllegalStateException] from then on.
    @Override
    void close();
}
