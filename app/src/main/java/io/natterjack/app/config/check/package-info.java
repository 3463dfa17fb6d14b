/// Settings that are fine one by one and do not fit together.
///
/// Start at [io.natterjack.app.config.check.CrossChecks].
@NullMarked
package io.natterjack.app.config.check;

import org.jspecify.annotations.NullMarked;
