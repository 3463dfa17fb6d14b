/// How close streams in PostgreSQL come to what the same database does without a broker.
///
/// Start at [io.natterjack.benchmarks.postgres.PostgresRows], which has a `main`.
@NullMarked
package io.natterjack.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
