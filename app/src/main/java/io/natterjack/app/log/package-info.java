/// The server's log: lines in the reference's shape to standard error, a file or a syslog daemon.
///
/// Start at [io.natterjack.app.log.Log].
@NullMarked
package io.natterjack.app.log;

import org.jspecify.annotations.NullMarked;
