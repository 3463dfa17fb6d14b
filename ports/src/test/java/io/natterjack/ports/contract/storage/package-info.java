/// What every storage must pass, for the authors of storages.
///
/// Start at [io.natterjack.ports.contract.storage.StorageKit].
@NullMarked
package io.natterjack.ports.contract.storage;

import org.jspecify.annotations.NullMarked;
