/// Encryption of what streams hold.
///
/// Start at [io.natterjack.filestore.vault.Keys].
@NullMarked
package io.natterjack.filestore.vault;

import org.jspecify.annotations.NullMarked;
