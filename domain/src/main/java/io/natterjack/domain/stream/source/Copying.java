package io.natterjack.domain.stream.source;

/// Copies one stream into another, from start to stop.
///
/// **Threading.** Confined to the owner of both.
sealed interface Copying permits OriginReader, DurableReader {
    void start();

    /// For good. What was copied stays.
    void stop();

    SourceInfo info();
}
