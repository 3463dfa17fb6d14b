package io.natterjack.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.natterjack.app.run.MonitorTransport;
import io.natterjack.netty.NettyTransport;
import io.natterjack.netty.Sockets;
import io.natterjack.netty.monitor.MonitorServer;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.transport.ClientTransport;
import jakarta.inject.Singleton;

/// How clients reach the broker, and operators its pages.
@Module
interface TransportModule {
    @Provides
    @Singleton
    static ClientTransport transport(ServerLog log) {
        return new NettyTransport(Sockets.best(), Runtime.getRuntime().availableProcessors(), log);
    }

    @Provides
    @Singleton
    static MonitorTransport monitor(ServerLog log) {
        return (address, tls, gateway) -> new NettyMonitorListener(new MonitorServer(address, tls, gateway, log));
    }
}
