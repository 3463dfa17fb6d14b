package io.natterjack.domain.stream;

import io.natterjack.ports.storage.stream.StoredMessage;

/// Hears what happens to the messages of a stream: its consumers, and the streams that copy it.
///
/// **Threading.** Called by the owner, in the order in which things happen. Must not change the stream from within
/// a call, nor attach or detach anything.
///
/// **Ownership.** Windows and bytes are borrowed for the length of a call.
///
/// **Failure.** Must not throw.
public interface StreamListener {
    /// A message has been stored and can be read. It need not be safe yet.
    void stored(StoredMessage message);

    /// A message is gone: deleted, expired, purged or pushed out by a limit.
    void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo);

    /// Every message up to a sequence is gone; nothing is said about each. The next one may be missing as well.
    void removedThrough(long sequence);

    /// Messages of a subject were purged, after word of each.
    ///
    /// @param subject · may have wildcards
    /// @param rest    · sequence of the first that is left; one above the last of the stream if there is none
    default void purged(String subject, long rest) {}

    /// The same as [#removedThrough], because all of them were too old.
    default void expiredThrough(long sequence) {
        removedThrough(sequence);
    }

    /// The stream takes nothing more until it has been opened again; reading goes on.
    void frozen(String why);

    /// The stream goes away, and with it all that was to be heard. Here a listener may detach itself.
    default void closed() {}
}
