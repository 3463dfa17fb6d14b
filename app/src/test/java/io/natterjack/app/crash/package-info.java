/// Servers that are killed in the middle of their work, and what is left afterwards.
///
/// Start at [io.natterjack.app.crash.CrashCyclesTest].
@NullMarked
package io.natterjack.app.crash;

import org.jspecify.annotations.NullMarked;
