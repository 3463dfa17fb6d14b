package io.natterjack.ports.storage;

import io.natterjack.ports.storage.stream.StoredMessage;

/// Messages that applications have left in a storage for one of its streams, in transactions of their own. A
/// [io.natterjack.ports.storage.stream.StoredStream] implements this if its storage has such a place.
///
/// What is shown is published into the stream like a client's message. Taking it out and the message that comes of it
/// become safe together, with the next commit of the stream's log: after a crash either both have happened or neither.
///
/// **Threading.** Confined to the stream's owner. The listener is called by any thread, and must return at once.
///
/// **Ownership.** The window is the caller's; the bytes it shows are the storage's until the next call.
///
/// **Failure.** [#next] shows nothing while the storage cannot be asked; the listener is told when it can.
public interface Outbox {
    /// Whom to tell that there is something to be shown. Replaces the one before.
    void listen(Runnable listener);

    /// How long a message may be, headers and body together; any length before this is said. What is longer is not
    /// shown but refused, with the reason.
    void payloadMax(int bytes);

    /// Shows the message that is next in order, without a sequence. It has to be taken or refused before the one after
    /// it is shown.
    ///
    /// @return false if there is none now
    boolean next(StoredMessage into);

    /// The message shown last is in the stream, or was there already.
    void taken();

    /// The message shown last cannot be published. It is kept for people, with the reason, and not shown again.
    void refused(String why);
}
