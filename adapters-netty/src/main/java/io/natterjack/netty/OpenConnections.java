package io.natterjack.netty;

import io.natterjack.ports.session.CloseReason;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every connection of a transport that is open, so that all can be closed. Thread-safe.
final class OpenConnections {
    private final Set<NettyConnection> open = ConcurrentHashMap.newKeySet();

    void add(Channel channel, NettyConnection connection) {
        open.add(connection);
        var _ = channel.closeFuture().addListener(_ -> open.remove(connection));
    }

    /// Closes all of them, and waits until they are.
    void closeAll(CloseReason reason) {
        open.forEach(connection -> connection.close(reason));
        open.forEach(NettyConnection::awaitEnd);
    }
}
