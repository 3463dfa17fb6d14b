/// Clients that cost almost nothing: they send frames encoded beforehand and count frames by their length, so that on
/// a machine which they share with the server, the server is what is measured.
///
/// Start at [io.natterjack.benchmarks.load.Workload].
@NullMarked
package io.natterjack.benchmarks.load;

import org.jspecify.annotations.NullMarked;
