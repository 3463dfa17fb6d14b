package io.natterjack.ports.storage.stream;

/// The subjects of one stream's messages.
///
/// **Threading.** Confined to the stream's owner.
///
/// **Ownership.** Bytes are borrowed in both directions for the length of a call.
///
/// **Failure.** As [MessageReader].
public interface SubjectIndex {
    /// Sequence of the first message with a literal subject; 0 if there is none.
    long first(byte[] subject, int from, int to);

    /// Sequence of the last message with a literal subject; 0 if there is none.
    long last(byte[] subject, int from, int to);

    /// Messages with a literal subject.
    long count(byte[] subject, int from, int to);

    /// Messages whose subject matches, in a range of sequences, both ends included.
    long count(SubjectFilter filter, long fromSequence, long toSequence);

    /// How many different subjects there are.
    long size();

    /// Shows every subject that matches, in no order. Nothing may be written before this returns.
    void forEach(SubjectFilter filter, SubjectVisitor visitor);

    /// Takes one subject.
    @FunctionalInterface
    interface SubjectVisitor {
        /// @param messages · 1 or more
        /// @param first    · sequence of its first message
        /// @param last     · sequence of its last
        /// @return false to see no more
        boolean visit(byte[] subject, int from, int to, long messages, long first, long last);
    }
}
