/// Streams on their way out of the server and back: snapshots and what is restored from them.
///
/// Start at [io.natterjack.domain.jetstream.transfer.SnapshotSending] and
/// [io.natterjack.domain.jetstream.transfer.RestoreReceiving]. What goes over the wire is a stream of S2 frames
/// with an archive in it that other servers understand: see [io.natterjack.domain.jetstream.transfer.SnapshotSource].
@NullMarked
package io.natterjack.domain.jetstream.transfer;

import org.jspecify.annotations.NullMarked;
