/// How changes get into tables: in batches, each of them one transaction.
///
/// Start at [io.natterjack.postgres.write.Writer], which runs, and [io.natterjack.postgres.write.Batch], which decides.
@NullMarked
package io.natterjack.postgres.write;

import org.jspecify.annotations.NullMarked;
