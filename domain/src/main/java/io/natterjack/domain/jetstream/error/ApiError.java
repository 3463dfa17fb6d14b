package io.natterjack.domain.jetstream.error;

/// An error as a client sees it.
///
/// @param error       · its number
/// @param description · with all places filled
public record ApiError(JetStreamError error, String description) {}
