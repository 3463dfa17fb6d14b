package io.natterjack.netty.door;

import io.natterjack.netty.output.NettyConnection;
import io.natterjack.ports.session.CloseReason;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every connection of a transport that is open, so that all can be closed. Thread-safe.
public final class OpenConnections {
    private final Set<NettyConnection> open = ConcurrentHashMap.newKeySet();

    void add(Channel channel, NettyConnection connection) {
        open.add(connection);
        var _ = channel.closeFuture().addListener(_ -> open.remove(connection));
    }

    /// Closes all of them, and waits until they are.
    public void closeAll(CloseReason reason) {
        open.forEach(connection -> connection.close(reason));
        open.forEach(NettyConnection::awaitEnd);
    }
}
