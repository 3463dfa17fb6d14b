/// A storage that holds its callers to the rules, as the contracts hold storages to theirs.
///
/// Start at [io.natterjack.ports.contract.storage.strict.StrictStorage].
@NullMarked
package io.natterjack.ports.contract.storage.strict;

import org.jspecify.annotations.NullMarked;
