/// The page `/jsz`: streams and consumers, and what they take.
///
/// Start at [io.natterjack.domain.monitor.jsz.JetStreamReport], which JetStream answers with records of this package;
/// [io.natterjack.domain.monitor.jsz.JetStreamPage] makes the page out of them.
@NullMarked
package io.natterjack.domain.monitor.jsz;

import org.jspecify.annotations.NullMarked;
