/// Finds messages by subject, time and mark, through what segments know of their contents.
///
/// Start at [io.natterjack.filestore.search.Finder].
@NullMarked
package io.natterjack.filestore.search;

import org.jspecify.annotations.NullMarked;
