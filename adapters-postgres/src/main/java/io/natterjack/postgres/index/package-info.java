/// Which messages a stream has: sequence, time, subject and size of each, in memory.
///
/// Start at [io.natterjack.postgres.index.SequenceIndex]. Nothing here knows of a database.
@NullMarked
package io.natterjack.postgres.index;

import org.jspecify.annotations.NullMarked;
