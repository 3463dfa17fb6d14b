/// Partitions of streams: which there are, how large the next one is to be, and how they come, shrink and go.
/// Start at [io.natterjack.postgres.leaf.Leaves].
@NullMarked
package io.natterjack.postgres.leaf;

import org.jspecify.annotations.NullMarked;
