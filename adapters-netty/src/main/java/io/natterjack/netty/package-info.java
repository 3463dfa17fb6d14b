/// Clients over TCP, TLS and WebSocket, and the monitoring pages over HTTP, on Netty.
@NullMarked
package io.natterjack.netty;

import org.jspecify.annotations.NullMarked;
