/// How messages get out of tables: all that is known of them when a stream is opened, their content in windows.
///
/// Start at [io.natterjack.postgres.read.Window].
@NullMarked
package io.natterjack.postgres.read;

import org.jspecify.annotations.NullMarked;
