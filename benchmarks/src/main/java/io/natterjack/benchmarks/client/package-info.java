/// A client for measuring: it says what it is told to, and reads what comes.
///
/// Start at [io.natterjack.benchmarks.client.StreamClient].
@NullMarked
package io.natterjack.benchmarks.client;

import org.jspecify.annotations.NullMarked;
