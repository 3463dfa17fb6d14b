/// What a client of JetStream is told when a request cannot be granted.
///
/// Start at [io.natterjack.domain.jetstream.error.JetStreamError], which knows all of the reference's errors.
@NullMarked
package io.natterjack.domain.jetstream.error;

import org.jspecify.annotations.NullMarked;
