/// Streams side by side: acknowledged publishing, replay, pulling, filters and buckets, on our server and on a real
/// one.
///
/// Start at [io.natterjack.benchmarks.streams.Streams]. `benchmarks/streams` builds and runs it.
@NullMarked
package io.natterjack.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
