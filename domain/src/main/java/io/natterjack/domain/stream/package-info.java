/// One stream: what becomes of a message that is published to it, and what it keeps.
///
/// Start at [io.natterjack.domain.stream.Stream]. Everything here is confined to the thread that owns the streams
/// of the account, and takes time, chance and the outside world from its [io.natterjack.domain.stream.StreamHost].
@NullMarked
package io.natterjack.domain.stream;

import org.jspecify.annotations.NullMarked;
