/// Streams that move from one storage to another.
///
/// Start at [io.natterjack.app.migrate.MigrationTest].
@NullMarked
package io.natterjack.app.migrate;

import org.jspecify.annotations.NullMarked;
