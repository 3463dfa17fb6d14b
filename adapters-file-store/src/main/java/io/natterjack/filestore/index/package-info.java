/// Compact indexes in memory: which subjects there are, and which messages are gone.
///
/// Start at [io.natterjack.filestore.index.SubjectTable].
@NullMarked
package io.natterjack.filestore.index;

import org.jspecify.annotations.NullMarked;
