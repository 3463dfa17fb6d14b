/// Servers from start to end. Start at [io.natterjack.app.run.LameDuckTest].
@NullMarked
package io.natterjack.app.run;

import org.jspecify.annotations.NullMarked;
