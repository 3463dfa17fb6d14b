/// What the operating system can do and Java cannot ask it for.
///
/// Start at [io.natterjack.filestore.system.Fallocate].
@NullMarked
package io.natterjack.filestore.system;

import org.jspecify.annotations.NullMarked;
