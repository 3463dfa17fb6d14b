/// What deciding who somebody is needs from outside.
///
/// Start at [io.natterjack.ports.auth.PasswordHashes].
@NullMarked
package io.natterjack.ports.auth;

import org.jspecify.annotations.NullMarked;
