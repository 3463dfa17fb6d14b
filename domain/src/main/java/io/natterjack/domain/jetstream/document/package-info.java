/// What JetStream tells about streams, consumers, messages and accounts, as values at one moment.
///
/// Start at [io.natterjack.domain.jetstream.document.StreamDocument]. Each knows its fields in the order of the
/// reference.
@NullMarked
package io.natterjack.domain.jetstream.document;

import org.jspecify.annotations.NullMarked;
