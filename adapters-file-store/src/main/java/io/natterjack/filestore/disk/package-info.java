/// The disk as this storage sees it: files that are read and written at positions, and made safe one by one.
///
/// Start at [io.natterjack.filestore.disk.Disk]. Everything above it runs as well on a disk in memory that tears
/// writes, forgets what was not synced, runs full and fails.
@NullMarked
package io.natterjack.filestore.disk;

import org.jspecify.annotations.NullMarked;
