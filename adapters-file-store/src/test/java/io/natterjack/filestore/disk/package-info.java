/// What the disk of this machine says, and what is made of it.
///
/// Start at [io.natterjack.filestore.disk.NoRoomTest].
@NullMarked
package io.natterjack.filestore.disk;

import org.jspecify.annotations.NullMarked;
