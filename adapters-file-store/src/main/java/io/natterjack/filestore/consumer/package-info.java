/// What consumers have left with a stream.
///
/// Start at [io.natterjack.filestore.consumer.ConsumerStates].
@NullMarked
package io.natterjack.filestore.consumer;

import org.jspecify.annotations.NullMarked;
