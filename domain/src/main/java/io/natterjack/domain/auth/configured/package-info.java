/// Logins against the users of the configuration.
///
/// Start at [io.natterjack.domain.auth.configured.ConfiguredAuthenticator].
@NullMarked
package io.natterjack.domain.auth.configured;

import org.jspecify.annotations.NullMarked;
