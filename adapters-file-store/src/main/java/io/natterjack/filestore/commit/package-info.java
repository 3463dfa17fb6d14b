/// One thread makes the commits of all streams safe: in the files of the streams if only few wait, in a journal that
/// they share if many do.
///
/// Start at [io.natterjack.filestore.commit.Committer].
@NullMarked
package io.natterjack.filestore.commit;

import org.jspecify.annotations.NullMarked;
