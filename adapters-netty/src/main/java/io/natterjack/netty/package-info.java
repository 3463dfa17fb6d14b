/// Clients over TCP, TLS and WebSocket on Netty; the monitoring pages over HTTP are in [io.natterjack.netty.monitor].
///
/// Start at [io.natterjack.netty.NettyTransport]. A client comes in through [io.natterjack.netty.door], is served on a
/// [io.natterjack.netty.loop], and is answered through its [io.natterjack.netty.output].
@NullMarked
package io.natterjack.netty;

import org.jspecify.annotations.NullMarked;
