package io.natterjack.ports.storage.stream;

/// One open stream.
///
/// **Threading.** Everything that is reached from here is confined to one thread at a time, the stream's owner. The
/// storage's own threads work beside it.
///
/// **Ownership.** The parts live as long as this does. Whoever has opened it closes it.
///
/// **Failure.** `StorageException`; what that leaves behind is said where it is thrown.
public interface StoredStream extends AutoCloseable {
    /// What [#redefine] or the creation has last said of the stream. A copy.
    byte[] definition();

    /// Replaces definition and options; the first sequence is not looked at any more. After a crash either both are old
    /// or both are new; on return they are new for good.
    void redefine(StreamOptions options, byte[] definition);

    /// For writing.
    MessageLog log();

    /// For reading.
    MessageReader reader();

    /// Which subjects there are, and where.
    SubjectIndex subjects();

    /// What consumers of the stream have left here.
    ConsumerStore consumers();

    /// Makes everything safe, tells the listener so, and lets go of the stream. A unit that is not complete is as if it
    /// had never been begun. Closing again does nothing; writing is an [IllegalStateException] from then on, and
    /// nothing may be read.
    @Override
    void close();
}
