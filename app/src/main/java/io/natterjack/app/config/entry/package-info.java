/// Keys on their way to settings: typed access to values, with complaints that name file, line and column.
///
/// Start at [io.natterjack.app.config.entry.Entry].
@NullMarked
package io.natterjack.app.config.entry;

import org.jspecify.annotations.NullMarked;
