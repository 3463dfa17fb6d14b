/// Tidying up behind a stream, where nobody waits for it.
///
/// Start at [io.natterjack.filestore.upkeep.Maintenance].
@NullMarked
package io.natterjack.filestore.upkeep;

import org.jspecify.annotations.NullMarked;
