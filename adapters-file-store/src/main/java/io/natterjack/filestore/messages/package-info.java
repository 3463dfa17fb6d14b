/// The messages of one stream: which there are, and how their records are read.
///
/// Start at [io.natterjack.filestore.messages.Messages].
@NullMarked
package io.natterjack.filestore.messages;

import org.jspecify.annotations.NullMarked;
