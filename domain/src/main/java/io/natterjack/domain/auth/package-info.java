/// Who somebody is, and what they may do.
///
/// Start at [io.natterjack.domain.auth.Authenticator], which turns a [io.natterjack.domain.auth.LoginAttempt] into an
/// [io.natterjack.domain.auth.Identity]; what the identity may do is in [io.natterjack.domain.auth.Permissions].
@NullMarked
package io.natterjack.domain.auth;

import org.jspecify.annotations.NullMarked;
