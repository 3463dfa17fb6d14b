/// The log of one stream on its way to the disk: pages that are appended to and read from memory, and written,
/// synced or journaled behind the owner's back.
///
/// Start at [io.natterjack.filestore.log.StreamLog].
@NullMarked
package io.natterjack.filestore.log;

import org.jspecify.annotations.NullMarked;
