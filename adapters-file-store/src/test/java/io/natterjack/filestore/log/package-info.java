/// What the log of a stream is made of, part by part; the log as a whole is tested with the storage.
///
/// Start at [io.natterjack.filestore.log.PageArraysTest].
@NullMarked
package io.natterjack.filestore.log;

import org.jspecify.annotations.NullMarked;
