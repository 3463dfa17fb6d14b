package io.natterjack.ports.storage.stream;

/// The messages of one stream, as they are written.
///
/// What is written can be read at once, and is safe when the listener has been told the ticket of a [#commit] behind
/// it. After a crash the stream is as it was after some call behind the last ticket that was told: nothing is missing
/// in the middle, nothing is there twice. Consumer states are covered by the same tickets.
///
/// **Threading.** Confined to the stream's owner.
///
/// **Ownership.** Bytes are borrowed for the length of the call; the log copies what it keeps.
///
/// **Failure.** `StorageFullException` if there is no room: nothing has changed, and a later call may succeed.
/// [io.natterjack.ports.storage.StorageException] if the stream is frozen.
public interface MessageLog {
    /// Appends a message. Its sequence is above that of every message before it; sequences may be left out.
    ///
    /// @param message · sequence, time and flags included
    /// @param more    · the next message belongs to the same unit: a crash leaves all of a unit or nothing. There is
    ///                  nothing but further appends before the unit is complete
    /// @throws IllegalArgumentException if the sequence has been used or left out already; nothing has changed
    void append(StoredMessage message, boolean more);

    /// Removes a message.
    ///
    /// @param erase · overwrite its bytes, if the storage can
    /// @return false if it is not there
    boolean remove(long sequence, boolean erase);

    /// Removes every message up to a sequence. The first sequence is that of the next message then, and the last one is
    /// not below the one given: removing beyond the last message leaves out sequences that are never used.
    void removeThrough(long sequence);

    /// Asks for everything so far to become safe, and returns without waiting.
    ///
    /// @return the ticket by which the listener will be told; not below those before it
    long commit();

    /// The latest ticket that the listener has been told, or is being told.
    long durable();

    /// What is in the stream now. Fills the caller's object, which is not kept.
    void state(StreamState into);
}
