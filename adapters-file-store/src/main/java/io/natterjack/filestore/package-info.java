/// Streams in segment files.
///
/// Start at [io.natterjack.filestore.FileStorageProvider], which opens a `FileStorage`; docs/adr/0009 has the
/// format and the reasons. `disk` is what all stands on; `record`, `block` and `segment` are what is on it; `log`
/// and `commit` bring it there; `messages` and `search` know what is where; `recovery` brings it back; `stream`
/// puts the parts together.
@NullMarked
package io.natterjack.filestore;

import org.jspecify.annotations.NullMarked;
