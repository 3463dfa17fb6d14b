/// How listeners are opened and looked after.
///
/// Start at [io.natterjack.ports.transport.ClientTransport].
@NullMarked
package io.natterjack.ports.transport;

import org.jspecify.annotations.NullMarked;
