/// The only sources of time. The domain never reads a clock of its own, so that it can be simulated.
///
/// Start at [io.natterjack.ports.time.NanoClock].
@NullMarked
package io.natterjack.ports.time;

import org.jspecify.annotations.NullMarked;
