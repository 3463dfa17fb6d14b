/// Streams in PostgreSQL tables.
///
/// Start at [io.natterjack.postgres.PostgresStorageProvider], and at `docs/adr/0010` for the reasons. A stream's
/// owner works on what is in memory: an index of all its messages (`index`) and the content of the newest (`tail`).
/// What it changes is written behind its back, in batches (`write`); what is no longer in memory is read in windows
/// (`read`).
@NullMarked
package io.natterjack.postgres;

import org.jspecify.annotations.NullMarked;
