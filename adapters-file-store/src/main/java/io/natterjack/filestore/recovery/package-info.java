/// How a stream comes back: from its manifest, its last checkpoint, the summaries of full segments, and the log
/// behind the checkpoint.
///
/// Start at [io.natterjack.filestore.recovery.Recovery].
@NullMarked
package io.natterjack.filestore.recovery;

import org.jspecify.annotations.NullMarked;
