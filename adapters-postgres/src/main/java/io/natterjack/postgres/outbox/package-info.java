/// What applications publish by SQL, on its way into the streams.
///
/// Start at [io.natterjack.postgres.outbox.OutboxPoller], which fetches, and
/// [io.natterjack.postgres.outbox.StreamOutbox], where the stream's owner takes it.
@NullMarked
package io.natterjack.postgres.outbox;

import org.jspecify.annotations.NullMarked;
