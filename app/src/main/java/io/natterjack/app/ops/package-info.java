/// The server as a process: its files, its signals, and what it tells those who start it.
///
/// Start at [io.natterjack.app.ops.ServerControl]. Nothing here is used by a server inside another program's JVM.
@NullMarked
package io.natterjack.app.ops;

import org.jspecify.annotations.NullMarked;
