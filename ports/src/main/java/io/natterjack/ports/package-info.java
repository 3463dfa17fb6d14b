/// The vocabulary and the doors of the broker: what adapters and domain say to each other.
///
/// Driving ports, which a transport calls, are in [io.natterjack.ports.session] and
/// [io.natterjack.ports.monitor]; start at [io.natterjack.ports.session.ClientGateway]. Driven ports, which an
/// adapter implements, are in [io.natterjack.ports.transport], [io.natterjack.ports.time],
/// [io.natterjack.ports.run], [io.natterjack.ports.auth], [io.natterjack.ports.observe] and
/// [io.natterjack.ports.storage].
///
/// There is no behaviour here, but for what a filter matches. Bytes are borrowed in both directions: *the callee
/// copies what it keeps*.
@NullMarked
package io.natterjack.ports;

import org.jspecify.annotations.NullMarked;
