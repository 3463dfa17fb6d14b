/// The subjects of a stream in memory, and the sequences of each of them.
///
/// Start at [io.natterjack.domain.memory.subject.Subjects].
@NullMarked
package io.natterjack.domain.memory.subject;

import org.jspecify.annotations.NullMarked;
