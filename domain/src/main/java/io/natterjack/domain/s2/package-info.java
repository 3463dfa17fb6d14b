/// The S2 compression format: frames with checksums, which hold blocks of copies and literals. Snappy is a part of it.
///
/// Start at [io.natterjack.domain.s2.S2Reader] and [io.natterjack.domain.s2.S2Writer]. Whatever the bytes are, reading
/// ends in data or in an [io.natterjack.domain.s2.S2Exception], and takes no more room than one frame may.
@NullMarked
package io.natterjack.domain.s2;

import org.jspecify.annotations.NullMarked;
