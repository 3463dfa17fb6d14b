/// The way to the database: connections, the lock that keeps a second server out, and what a failure means.
///
/// Start at [io.natterjack.postgres.link.Keeper].
@NullMarked
package io.natterjack.postgres.link;

import org.jspecify.annotations.NullMarked;
