package io.natterjack.ports.storage;

/// The broker, as an open stream tells it what has become safe.
///
/// **Threading.** Any thread, also from within `MessageLog#commit`; one call at a time for each stream. Must return at
/// once: the thread that calls is the one that makes everybody's messages safe.
///
/// **Ownership.** Nothing is handed over.
///
/// **Failure.** Must not throw.
public interface StorageListener {
    /// Everything up to a commit is stored as durably as the stream asked for. One call may stand for many commits.
    ///
    /// @param ticket · the answer of the latest [io.natterjack.ports.storage.stream.MessageLog#commit] that is covered
    void durable(long ticket);

    /// The stream takes nothing more until it has been closed and opened again: a write or sync has failed, and nobody
    /// can tell what of it has happened. Reading goes on.
    void frozen(String why);
}
