/// Streams and consumers, as one account has them.
///
/// Start at [io.natterjack.domain.jetstream.AccountStreams], which owns the streams of an account on one shard. What
/// clients ask for comes in through `domain.jetstream.api`.
@NullMarked
package io.natterjack.domain.jetstream;

import org.jspecify.annotations.NullMarked;
