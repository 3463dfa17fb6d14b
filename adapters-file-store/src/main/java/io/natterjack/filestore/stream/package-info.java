/// One open stream, as the ports want it.
///
/// Start at [io.natterjack.filestore.stream.OpenStream].
@NullMarked
package io.natterjack.filestore.stream;

import org.jspecify.annotations.NullMarked;
