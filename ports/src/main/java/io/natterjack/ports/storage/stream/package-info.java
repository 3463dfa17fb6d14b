/// One stream as it is kept: a log to append to, a reader, an index of its subjects and the states of its consumers.
///
/// Start at [io.natterjack.ports.storage.stream.StoredStream].
@NullMarked
package io.natterjack.ports.storage.stream;

import org.jspecify.annotations.NullMarked;
