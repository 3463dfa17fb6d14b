/// Tests of what a stream knows of its messages without asking the database.
///
/// Start at [io.natterjack.postgres.index.SequenceIndexTest], which compares it with a plain map.
@NullMarked
package io.natterjack.postgres.index;

import org.jspecify.annotations.NullMarked;
