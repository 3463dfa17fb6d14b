package io.natterjack.domain.jetstream.transfer;

import io.natterjack.domain.s2.ByteQueue;

/// A way in which snapshots are written. It is told apart by what they begin with.
///
/// Confined to the shard.
sealed interface RestoreFormat permits ArchiveFormat, EarlierFormat {
    /// Takes one part from the front, if it is whole.
    ///
    /// @return false if it is not
    /// @throws io.natterjack.domain.jetstream.transfer.archive.SnapshotException if there is something else
    boolean take(ByteQueue content);

    /// Whether nothing may follow.
    boolean complete();

    /// When the stream was made, since 1970; 0 if that is not known.
    long createdNanos();
}
