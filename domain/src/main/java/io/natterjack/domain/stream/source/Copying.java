package io.natterjack.domain.stream.source;

/// Copies one stream into another, from start to stop.
///
/// **Threading.** Confined to the owner of both.
sealed interface Copying permits OriginReader, DurableReader {
    void start();

    /// For good. What was copied stays.
    void stop();

    /// The server is about to end: tells the other stream at once what is safe here.
    default void settle() {}

    SourceInfo info();
}
