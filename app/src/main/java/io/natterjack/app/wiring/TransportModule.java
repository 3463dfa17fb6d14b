package io.natterjack.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.natterjack.netty.NettyTransport;
import io.natterjack.netty.Sockets;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.transport.ClientTransport;
import jakarta.inject.Singleton;

/// How clients reach the broker.
@Module
interface TransportModule {
    @Provides
    @Singleton
    static ClientTransport transport(ServerLog log) {
        return new NettyTransport(Sockets.best(), Runtime.getRuntime().availableProcessors(), log);
    }
}
