/// What can change while a server runs.
///
/// Start at [io.natterjack.app.config.reload.ReloadPlan].
@NullMarked
package io.natterjack.app.config.reload;

import org.jspecify.annotations.NullMarked;
