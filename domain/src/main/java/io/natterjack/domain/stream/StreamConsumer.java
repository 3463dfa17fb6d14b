package io.natterjack.domain.stream;

/// A listener whose acknowledgements decide what a stream with interest or work-queue retention keeps.
///
/// **Threading. Ownership. Failure.** As [StreamListener].
public interface StreamConsumer extends StreamListener {
    /// Unique in the stream.
    String name();

    /// Whether messages of a subject are for this consumer.
    boolean wants(byte[] subject, int subjectFrom, int subjectTo);

    /// Whether it still has to acknowledge a message: it is for this consumer, and not acknowledged.
    boolean needs(long sequence, byte[] subject, int subjectFrom, int subjectTo);
}
