/// What the operator decided: read from a file and the command line, checked, and compared when it is read again.
///
/// Start at [io.natterjack.app.config.Configuration]. `syntax` reads the language, `entry` gives typed access,
/// `section` and its neighbours know the keys, `options` holds the result.
@NullMarked
package io.natterjack.app.config;

import org.jspecify.annotations.NullMarked;
