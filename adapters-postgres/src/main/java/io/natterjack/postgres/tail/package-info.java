/// The newest messages of a stream, readable before they are written and for a while after.
///
/// Start at [io.natterjack.postgres.tail.Tail]; [io.natterjack.postgres.tail.Changes] is what a writer gets to see
/// of it.
@NullMarked
package io.natterjack.postgres.tail;

import org.jspecify.annotations.NullMarked;
