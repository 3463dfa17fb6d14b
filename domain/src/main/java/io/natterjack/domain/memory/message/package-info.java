/// The messages of a stream in memory: kept in segments, found by sequence, subject and time.
///
/// Start at [io.natterjack.domain.memory.message.Messages].
@NullMarked
package io.natterjack.domain.memory.message;

import org.jspecify.annotations.NullMarked;
