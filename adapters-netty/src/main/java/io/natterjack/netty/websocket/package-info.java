/// WebSocket, as the reference server speaks it: the HTTP request that begins a connection, and the frames after it.
///
/// Start at [io.natterjack.netty.websocket.WebSocketUpgrade].
@NullMarked
package io.natterjack.netty.websocket;

import org.jspecify.annotations.NullMarked;
