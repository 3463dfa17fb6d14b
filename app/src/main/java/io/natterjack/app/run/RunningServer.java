package io.natterjack.app.run;

import static java.util.Objects.requireNonNull;

import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.log.StartupLines;
import io.natterjack.app.streams.AccountPromises;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.app.streams.ShardedReport;
import io.natterjack.app.streams.StreamResources;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.jetstream.JetStream;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ClientTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A server from start to end: opens the listeners in the order that operators and tools rely on, hands reloads to
/// those they concern, and ends everything that it has begun.
///
/// **Threading.** Any thread; calls exclude each other, but for the waiting ones.
public final class RunningServer {
    private final ServerLog log;
    private final Broker broker;
    private final JetStreamRoom room;
    private final ClientTransport transport;
    private final Monitoring monitoring;
    private final BackgroundThreads background;
    private final StreamResources streams;
    private final CountDownLatch ended = new CountDownLatch(1);
    private ServerOptions options;
    private @Nullable ClientListener clients;
    private @Nullable ClientListener webSocket;
    private @Nullable LameDuck lameDuck;
    private boolean stopping;

    public RunningServer(
            ServerOptions options,
            ServerLog log,
            Broker broker,
            JetStreamRoom room,
            ClientTransport transport,
            Monitoring monitoring,
            BackgroundThreads background,
            StreamResources streams) {
        this.options = options;
        this.log = log;
        this.broker = broker;
        this.room = room;
        this.transport = transport;
        this.monitoring = monitoring;
        this.background = background;
        this.streams = streams;
    }

    /// Opens the listeners. From the return on, clients are served.
    ///
    /// @throws io.natterjack.ports.transport.ListenException if an address cannot be bound; nothing is left open then
    /// @throws io.natterjack.app.config.syntax.ConfigException if accounts may store more than the server; the same
    public synchronized void start() {
        try {
            listen();
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private void listen() {
        StartupLines lines = new StartupLines(log, options);
        lines.begin(identity());
        HostPort monitor = monitoring.open(options);
        if (monitor != null) {
            lines.monitor(monitor);
        }
        jetStream(lines);
        streams.awaitOpened();
        WebSocketOptions web = options.webSocket();
        if (web != null) {
            webSocket = transport.listen(BrokerOptions.webSocket(options, web), broker);
            lines.webSocket(webSocket.address());
        }
        clients = transport.listen(BrokerOptions.clients(options), broker);
        lines.clients(clients.address());
        monitoring.listening(options, clients.address(), webSocket == null ? null : webSocket.address());
        lines.ready();
    }

    private void jetStream(StartupLines lines) {
        JetStream jetStream = broker.jetStream();
        if (jetStream != null) {
            lines.jetStream(jetStream.settings(), JetStreamRoom.temporary(options.jetStream()));
            AccountPromises.check(options);
            monitoring.jetStream(new ShardedReport(jetStream));
            streams.awaitStorages(jetStream::arrived);
        }
    }

    /// Where clients connect, with the port that was given if any was asked for.
    public synchronized HostPort clientAddress() {
        return requireNonNull(clients, "the server has not been started").address();
    }

    /// `ws://host:port` or `wss://host:port`; null without a WebSocket listener.
    public synchronized @Nullable String webSocketUrl() {
        WebSocketOptions web = options.webSocket();
        return webSocket == null || web == null ? null : (web.tls() == null ? "ws://" : "wss://") + webSocket.address();
    }

    /// `http://host:port` or `https://host:port` of the monitoring pages; null without them.
    public synchronized @Nullable String monitorUrl() {
        HostPort address = monitoring.address();
        return address == null ? null : (options.monitor().secure() ? "https://" : "http://") + address;
    }

    public synchronized ServerOptions options() {
        return options;
    }

    public ServerIdentity identity() {
        return broker.settings().identity();
    }

    public Broker broker() {
        return broker;
    }

    /// Takes on other options, which have been found to be reloadable. What can fail comes first.
    ///
    /// @throws RuntimeException if they cannot be used after all; nothing has changed then
    public synchronized void reload(ServerOptions changed) {
        AccountPromises.check(changed);
        List<Runnable> changes = new ArrayList<>();
        if (clients != null) {
            changes.add(clients.prepare(BrokerOptions.clients(changed)));
        }
        WebSocketOptions web = changed.webSocket();
        if (webSocket != null && web != null) {
            changes.add(webSocket.prepare(BrokerOptions.webSocket(changed, web)));
        }
        changes.add(monitoring.prepare(
                changed, clients == null ? null : clients.address(), webSocket == null ? null : webSocket.address()));
        broker.reload(BrokerOptions.settings(changed, broker.settings().identity(), room));
        options = changed;
        changes.forEach(Runnable::run);
    }

    /// Accepts nobody any more, tells clients, sends them away one after another, and ends.
    public synchronized void enterLameDuck() {
        if (lameDuck == null && !stopping) {
            log.info("Entering lame duck mode, stop accepting new clients");
            closeListeners();
            monitoring.closing();
            broker.greeter().announceLameDuck();
            Limits limits = broker.settings().limits();
            lameDuck = new LameDuck(
                    broker.sessions(), limits.lameDuckGraceNanos(), limits.lameDuckNanos(), log, this::stop);
            lameDuck.start();
        }
    }

    public synchronized boolean lameDuck() {
        return lameDuck != null;
    }

    /// Ends the server: closes listeners and connections. Returns when they are closed.
    public void stop() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            log.info("Initiating Shutdown...");
        }
        release();
        log.info("Server Exiting..");
        ended.countDown();
    }

    private void release() {
        closeListeners();
        JetStream jetStream = broker.jetStream();
        if (jetStream != null) {
            jetStream.close();
        }
        streams.close();
        transport.close();
        monitoring.close();
        background.close();
    }

    private void closeListeners() {
        if (clients != null) {
            clients.close();
        }
        if (webSocket != null) {
            webSocket.close();
        }
    }

    /// Waits until the server has ended.
    public void awaitStop() throws InterruptedException {
        ended.await();
    }
}
