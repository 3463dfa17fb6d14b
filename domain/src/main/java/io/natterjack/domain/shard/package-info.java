/// The threads that own what must be decided in sequence, and how messages get there and back.
///
/// Start at [io.natterjack.domain.shard.Shard]: a pass takes what the lanes have left in its
/// [io.natterjack.domain.shard.Inbox] through an [io.natterjack.domain.shard.Inlet], and what comes of it leaves
/// through an [io.natterjack.domain.shard.Outlet]. Decision 7 in `docs/adr` says why.
@NullMarked
package io.natterjack.domain.shard;

import org.jspecify.annotations.NullMarked;
