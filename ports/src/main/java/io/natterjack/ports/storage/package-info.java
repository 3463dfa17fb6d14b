/// Places where streams are kept.
///
/// Start at [io.natterjack.ports.storage.StorageProvider], which opens a [io.natterjack.ports.storage.Storage]: a
/// place with many streams. The broker decides what is stored and removed; a storage keeps it, finds it again, and
/// says through a [io.natterjack.ports.storage.StorageListener] when it is safe.
@NullMarked
package io.natterjack.ports.storage;

import org.jspecify.annotations.NullMarked;
