/// How work reaches the thread that owns it, and how slow work leaves that thread alone.
///
/// Start at [io.natterjack.ports.run.LaneExecutor].
@NullMarked
package io.natterjack.ports.run;

import org.jspecify.annotations.NullMarked;
