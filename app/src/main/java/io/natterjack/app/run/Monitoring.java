package io.natterjack.app.run;

import io.natterjack.app.config.options.MonitorOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.run.MonitorTransport.MonitorListener;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.Monitor;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.settings.MonitorSettings;
import io.natterjack.ports.observe.ProcessFacts;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.TlsSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The monitoring pages of a running server: their listener, and what they are told about the other listeners.
///
/// **Threading.** Called by one thread at a time. The pages are made on other threads, and read what was told last.
public final class Monitoring {
    private final MonitorTransport transport;
    private final Broker broker;
    private final ServerLog log;
    private final Monitor pages;
    private @Nullable MonitorListener listener;
    private Instant loaded;
    private volatile MonitorSettings settings;

    public Monitoring(
            ServerOptions options, MonitorTransport transport, Broker broker, ProcessFacts process, ServerLog log) {
        this.transport = transport;
        this.broker = broker;
        this.log = log;
        this.loaded = now();
        this.settings = MonitorFacts.settings(options, loaded, null, null, log);
        this.pages = new Monitor(broker, process, loaded, () -> settings);
    }

    /// Opens the listener, if the operator wants one.
    ///
    /// @return where it is bound; null if there is none
    /// @throws io.natterjack.ports.transport.ListenException if the address cannot be bound
    @Nullable
    HostPort open(ServerOptions options) {
        MonitorOptions monitor = options.monitor();
        if (!monitor.enabled()) {
            return null;
        }
        TlsSettings tls = monitor.secure() ? options.clients().tls() : null;
        MonitorListener opened = transport.listen(new HostPort(monitor.host(), monitor.port()), tls, pages);
        listener = opened;
        return opened.address();
    }

    /// The other listeners are open, or have been closed.
    ///
    /// @param clients   · where clients connect; null if they cannot
    /// @param webSocket · where WebSocket clients connect; null if they cannot
    void listening(ServerOptions options, @Nullable HostPort clients, @Nullable HostPort webSocket) {
        settings = MonitorFacts.settings(options, loaded, clients, webSocket, log);
    }

    /// JetStream has started and can be asked.
    void jetStream(JetStreamReport report) {
        pages.jetStream(report);
    }

    /// Clients are turned away from now on.
    void closing() {
        settings = settings.notAccepting();
    }

    /// The configuration has been read again.
    ///
    /// @return takes on what has changed, and cannot fail
    /// @throws io.natterjack.ports.transport.ListenException if certificates cannot be used
    Runnable prepare(ServerOptions options, @Nullable HostPort clients, @Nullable HostPort webSocket) {
        TlsSettings tls = options.clients().tls();
        Runnable certificates =
                listener != null && tls != null && options.monitor().secure() ? listener.prepare(tls) : () -> {};
        return () -> {
            certificates.run();
            loaded = now();
            listening(options, clients, webSocket);
        };
    }

    /// Where the pages are, as bound; null for nowhere.
    @Nullable
    HostPort address() {
        return listener == null ? null : listener.address();
    }

    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private Instant now() {
        return broker.surroundings().epochClock().now();
    }
}
