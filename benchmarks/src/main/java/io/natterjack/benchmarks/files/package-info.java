/// JMH for streams in files: appending, becoming safe, reading and looking up.
///
/// Start at [io.natterjack.benchmarks.files.FileAppendBenchmark]. Results depend on the disk: `syncOfTheDisk` says how
/// long one takes to make 160 bytes safe, and belongs beside every other figure.
@NullMarked
package io.natterjack.benchmarks.files;

import org.jspecify.annotations.NullMarked;
