/// Segments whose records are in compressed blocks.
///
/// Start at [io.natterjack.filestore.block.BlockReader]. A record keeps the place it would have in a segment that
/// is not compressed, and its checksum: whoever reads does not notice the blocks.
@NullMarked
package io.natterjack.filestore.block;

import org.jspecify.annotations.NullMarked;
