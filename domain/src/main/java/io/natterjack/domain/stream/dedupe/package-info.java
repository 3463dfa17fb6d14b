/// What a stream remembers of message ids.
///
/// Start at [io.natterjack.domain.stream.dedupe.DuplicateWindow].
@NullMarked
package io.natterjack.domain.stream.dedupe;

import org.jspecify.annotations.NullMarked;
