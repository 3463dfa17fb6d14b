/// Messages that are published together: all or none (atomic), or just fast.
///
/// Start at [io.natterjack.domain.stream.batch.AtomicBatch] and [io.natterjack.domain.stream.batch.FastBatch];
/// what is done with them is decided by the stream.
@NullMarked
package io.natterjack.domain.stream.batch;

import org.jspecify.annotations.NullMarked;
