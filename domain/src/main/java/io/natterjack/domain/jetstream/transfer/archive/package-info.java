/// The archive in which streams travel between servers: entries that are the same whatever a server stores them in.
///
/// Start at [io.natterjack.domain.jetstream.transfer.archive.ArchiveEntry]. The first entry says how the stream is,
/// then come its consumers, its messages, and an entry that is empty.
@NullMarked
package io.natterjack.domain.jetstream.transfer.archive;

import org.jspecify.annotations.NullMarked;
