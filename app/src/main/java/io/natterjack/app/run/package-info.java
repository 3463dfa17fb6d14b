/// A server while it runs: its listeners, its threads, and how it ends.
///
/// Start at [io.natterjack.app.run.RunningServer].
@NullMarked
package io.natterjack.app.run;

import org.jspecify.annotations.NullMarked;
