/// What an operator can say about this storage, checked before anything is connected.
///
/// Start at [io.natterjack.postgres.settings.PostgresSettings].
@NullMarked
package io.natterjack.postgres.settings;

import org.jspecify.annotations.NullMarked;
