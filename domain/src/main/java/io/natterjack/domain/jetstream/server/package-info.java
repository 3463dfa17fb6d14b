/// What the accounts of a server share, whatever shard they live on.
///
/// Start at [io.natterjack.domain.jetstream.server.ServerShare], which each of them gets.
@NullMarked
package io.natterjack.domain.jetstream.server;

import org.jspecify.annotations.NullMarked;
