/// The services of the server itself, which clients reach by publishing to subjects that begin with `$SYS`.
///
/// Start at [io.natterjack.domain.system.UserInfoService].
@NullMarked
package io.natterjack.domain.system;

import org.jspecify.annotations.NullMarked;
