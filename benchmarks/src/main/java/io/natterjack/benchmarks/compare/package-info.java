/// Two server executables under the same load, one after the other, and what each of them costs.
///
/// Start at [io.natterjack.benchmarks.compare.Compare]; the rows of its table are listed in `Rows`.
@NullMarked
package io.natterjack.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
