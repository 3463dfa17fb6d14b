/// How a transport hands the bytes of clients to the broker, and takes bytes back.
///
/// Start at [io.natterjack.ports.session.ClientGateway].
@NullMarked
package io.natterjack.ports.session;

import org.jspecify.annotations.NullMarked;
