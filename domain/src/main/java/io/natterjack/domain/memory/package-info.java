/// Streams in memory: the storage behind `storage: memory`, and the one that shows what a storage is.
///
/// Start at [io.natterjack.domain.memory.MemoryStorage]. The messages of a stream are in
/// [io.natterjack.domain.memory.message.Messages], their subjects in
/// [io.natterjack.domain.memory.subject.Subjects], and [io.natterjack.domain.memory.message.Search] chooses between
/// the two ways to find one.
@NullMarked
package io.natterjack.domain.memory;

import org.jspecify.annotations.NullMarked;
