/// What clients ask JetStream for, as values.
///
/// Start at [io.natterjack.domain.jetstream.request.StreamRequest] and
/// [io.natterjack.domain.jetstream.request.ConsumerRequest]. `codec` reads them.
@NullMarked
package io.natterjack.domain.jetstream.request;

import org.jspecify.annotations.NullMarked;
