/// The client protocol as bytes in and bytes out. Knows nothing of sockets, accounts or subscriptions.
///
/// Bytes of clients become calls at [io.natterjack.domain.wire.inbound.ClientParser]; messages for clients become
/// bytes at [io.natterjack.domain.wire.MessageHead]. Everything that is sent as JSON starts at
/// [io.natterjack.domain.wire.ServerInfo] and [io.natterjack.domain.wire.ConnectOptions].
@NullMarked
package io.natterjack.domain.wire;

import org.jspecify.annotations.NullMarked;
