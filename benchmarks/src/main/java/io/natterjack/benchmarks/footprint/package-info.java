/// What a server costs before the first message: time to start, memory when idle, size of the archive.
///
/// Start at [io.natterjack.benchmarks.footprint.Footprint], which the script `benchmarks/footprint` runs.
@NullMarked
package io.natterjack.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
