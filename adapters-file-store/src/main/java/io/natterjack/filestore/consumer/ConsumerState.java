package io.natterjack.filestore.consumer;

import org.jspecify.annotations.Nullable;

/// What one consumer has left. The arrays are never written to.
///
/// @param state · null if none was saved
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ConsumerState(byte[] definition, byte @Nullable [] state) {}
