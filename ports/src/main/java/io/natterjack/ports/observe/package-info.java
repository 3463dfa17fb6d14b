/// What the broker tells its operators.
///
/// Start at [io.natterjack.ports.observe.ServerLog].
@NullMarked
package io.natterjack.ports.observe;

import org.jspecify.annotations.NullMarked;
