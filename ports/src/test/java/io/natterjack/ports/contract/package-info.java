/// The contract kit: what every adapter must pass, the doubles to test a domain with, and reference implementations.
///
/// Start at [io.natterjack.ports.contract.ClientTransportContract]; a transport's test class implements it and is done.
/// [io.natterjack.ports.contract.InMemoryTransport] is the one that shows what a transport is.
/// Domain tests use [io.natterjack.ports.contract.RecordedConnection] and [io.natterjack.ports.contract.ManualLane].
@NullMarked
package io.natterjack.ports.contract;

import org.jspecify.annotations.NullMarked;
