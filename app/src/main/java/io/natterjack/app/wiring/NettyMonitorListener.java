package io.natterjack.app.wiring;

import io.natterjack.app.run.MonitorTransport.MonitorListener;
import io.natterjack.netty.monitor.MonitorServer;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.TlsSettings;

/// The HTTP server of the Netty adapter, as a running server sees it.
record NettyMonitorListener(MonitorServer server) implements MonitorListener {
    @Override
    public HostPort address() {
        return server.address();
    }

    @Override
    public Runnable prepare(TlsSettings tls) {
        return server.prepare(tls);
    }

    @Override
    public void close() {
        server.close();
    }
}
