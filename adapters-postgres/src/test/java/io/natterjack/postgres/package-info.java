/// The storage with a real PostgreSQL, which the tests start by themselves.
///
/// Start at [io.natterjack.postgres.PostgresStorageTest], which passes the contract kit.
@NullMarked
package io.natterjack.postgres;

import org.jspecify.annotations.NullMarked;
