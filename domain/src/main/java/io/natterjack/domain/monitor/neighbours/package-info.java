/// The pages about other servers: `/routez`, `/gatewayz` and `/leafz`. This server knows none yet, and says so.
///
/// Start at [io.natterjack.domain.monitor.neighbours.NeighboursPage].
@NullMarked
package io.natterjack.domain.monitor.neighbours;

import org.jspecify.annotations.NullMarked;
