/// From subject to subscribers.
///
/// Start at [io.natterjack.domain.routing.RoutingTable]: one for each account, read by every lane without a lock.
/// A lane reaches it through a [io.natterjack.domain.routing.MatchCache] of its own, and
/// [io.natterjack.domain.routing.Router] hands a message to what was found.
@NullMarked
package io.natterjack.domain.routing;

import org.jspecify.annotations.NullMarked;
