package io.natterjack.ports.storage.stream;

/// The messages of one stream, as they are read.
///
/// **Threading.** Confined to the stream's owner.
///
/// **Ownership.** The window is the caller's. The bytes it shows are the storage's, and stay what they are until the
/// next call on the same stream, of [MessageLog#state] and [MessageLog#durable] apart.
///
/// **Failure.** `StorageException` if bytes cannot be read or are not what was written. They are never served: such a
/// message counts as missing from then on, and the storage reports it as a problem.
public interface MessageReader {
    /// Reads one message.
    ///
    /// @return false if there is none of this sequence; the window is as it was then
    boolean read(long sequence, StoredMessage into);

    /// Reads the first message from a sequence on whose subject matches.
    ///
    /// @return false if there is none
    boolean next(SubjectFilter filter, long fromSequence, StoredMessage into);

    /// Reads the last message up to a sequence whose subject matches.
    ///
    /// @return false if there is none
    boolean previous(SubjectFilter filter, long toSequence, StoredMessage into);

    /// Reads the first message from a sequence on that carries [StoredMessage#MARKED].
    ///
    /// @return false if there is none
    boolean nextMarked(long fromSequence, StoredMessage into);

    /// The first sequence whose message is not older than a moment; one above the last if all are. Times are taken to
    /// rise with the sequences; where they do not, the answer may be off by the messages that are out of order.
    ///
    /// @param timeNanos · since 1970
    long sequenceAt(long timeNanos);

    /// Shows the sequences between the first and the last that are missing, as ranges in ascending order.
    void missing(RangeVisitor visitor);

    /// Takes a range of sequences, both ends included.
    @FunctionalInterface
    interface RangeVisitor {
        /// @return false to see no more
        boolean visit(long from, long to);
    }
}
