/// Reads what the operator decides about streams: the block `jetstream`, of the server and of its accounts.
///
/// Start at [io.natterjack.app.config.jetstream.JetStreamSection].
@NullMarked
package io.natterjack.app.config.jetstream;

import org.jspecify.annotations.NullMarked;
