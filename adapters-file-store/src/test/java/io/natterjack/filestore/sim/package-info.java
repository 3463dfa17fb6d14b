/// A disk in memory that fails on demand, and what else is needed to run a storage without threads.
///
/// Start at [io.natterjack.filestore.sim.FaultyDisk].
@NullMarked
package io.natterjack.filestore.sim;

import org.jspecify.annotations.NullMarked;
