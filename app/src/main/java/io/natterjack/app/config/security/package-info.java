/// Who may come in and what they may do: the blocks `authorization` and `accounts`, and what stands in them.
///
/// Start at [io.natterjack.app.config.security.SecuritySection].
@NullMarked
package io.natterjack.app.config.security;

import org.jspecify.annotations.NullMarked;
