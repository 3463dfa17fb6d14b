/// How fast the broker is, measured: in its parts, and beside the reference server.
///
/// [io.natterjack.benchmarks.compare] drives two executables with the same clients and prints what they cost; start
/// at its `Compare`. [io.natterjack.benchmarks.load] holds those clients.
@NullMarked
package io.natterjack.benchmarks;

import org.jspecify.annotations.NullMarked;
