/// Moves streams from one storage to another while no server uses them.
///
/// Start at [io.natterjack.app.migrate.Migration].
@NullMarked
package io.natterjack.app.migrate;

import org.jspecify.annotations.NullMarked;
