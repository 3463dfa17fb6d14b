/// One consumer of a stream: what it delivers, to whom and when, and what becomes of what it has delivered.
///
/// Start at [io.natterjack.domain.consumer.Consumer]. Everything here is confined to the thread that owns the
/// streams of the account, and takes time, chance and receivers from its [io.natterjack.domain.consumer.ConsumerHost].
@NullMarked
package io.natterjack.domain.consumer;

import org.jspecify.annotations.NullMarked;
