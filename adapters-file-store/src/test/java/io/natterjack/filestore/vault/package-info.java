/// Encryption of what streams hold, beside the storage it is part of.
///
/// Start at [io.natterjack.filestore.vault.VaultTest].
@NullMarked
package io.natterjack.filestore.vault;

import org.jspecify.annotations.NullMarked;
