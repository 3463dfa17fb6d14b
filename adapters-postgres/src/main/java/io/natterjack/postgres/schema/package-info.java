/// The tables and views of this storage, and how they come to be.
///
/// Start at [io.natterjack.postgres.schema.Schema]; the statements are in the resources beside it.
@NullMarked
package io.natterjack.postgres.schema;

import org.jspecify.annotations.NullMarked;
