package io.natterjack.app;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.reload.Concern;
import io.natterjack.app.config.reload.ReloadPlan;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.log.Log;
import io.natterjack.app.ops.HeapWatch;
import io.natterjack.app.ops.ProcessFiles;
import io.natterjack.app.ops.ServerControl;
import io.natterjack.app.ops.ServerUrls;
import io.natterjack.app.ops.StartException;
import io.natterjack.app.run.RunningServer;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A server that has a process for itself: with a pid file, a ports file, and a log that can be opened anew.
final class ServerProcess implements ServerControl {
    private final Configuration configuration;
    private final RunningServer server;
    private final Log log;
    private final ProcessFiles files;
    private ServerOptions options;

    ServerProcess(Configuration configuration, ServerOptions options, RunningServer server, Log log) {
        this.configuration = configuration;
        this.options = options;
        this.server = server;
        this.log = log;
        this.files = ProcessFiles.ofThisProcess();
    }

    @Override
    public void start() {
        String pidFile = options.files().pidFile();
        try {
            if (pidFile != null) {
                files.writePid(pidFile);
            }
        } catch (IOException e) {
            throw new StartException("Could not write pidfile: " + e.getMessage(), e);
        }
        try {
            server.start();
        } catch (ListenException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (ConfigException e) {
            throw new StartException("Can't start JetStream: " + e.getMessage(), e);
        }
        writePorts();
        HeapWatch.begin();
    }

    @Override
    public synchronized void reload() {
        ReloadPlan plan = ReloadPlan.between(
                options, configuration.reload(), server.clientAddress().port());
        try {
            logAs(options, plan.after());
            reloadServer(plan.after());
        } catch (IOException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        deletePortsIfMoved(plan);
        options = plan.after();
        writeChangedFiles(plan);
        plan.lines().forEach(log::info);
    }

    private void reloadServer(ServerOptions wanted) throws IOException {
        try {
            server.reload(wanted);
        } catch (ListenException | ConfigException | IllegalArgumentException e) {
            logAs(wanted, options);
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private void logAs(ServerOptions before, ServerOptions wanted) throws IOException {
        if (!wanted.log().equals(before.log())) {
            log.reconfigure(wanted.log());
        }
    }

    private void writeChangedFiles(ReloadPlan plan) {
        String pidFile = options.files().pidFile();
        try {
            if (plan.concerns().contains(Concern.PID_FILE) && pidFile != null) {
                files.writePid(pidFile);
            }
        } catch (IOException e) {
            log.error("Failed to write pidfile: " + e.getMessage());
        }
        if (plan.concerns().contains(Concern.PORTS_FILE)) {
            writePorts();
        }
    }

    private void deletePortsIfMoved(ReloadPlan plan) {
        if (plan.concerns().contains(Concern.PORTS_FILE)) {
            deletePorts();
        }
    }

    @Override
    public void reopenLog() {
        log.reopen();
    }

    @Override
    public void lameDuck() {
        server.enterLameDuck();
    }

    @Override
    public boolean inLameDuck() {
        return server.lameDuck();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void awaitStop() throws InterruptedException {
        server.awaitStop();
        deletePorts();
    }

    private void writePorts() {
        String folder = options.files().portsFileDir();
        if (folder == null) {
            return;
        }
        try {
            files.writePorts(folder, urls());
        } catch (IOException e) {
            log.error(String.valueOf(e.getMessage()));
        }
    }

    private synchronized void deletePorts() {
        String folder = options.files().portsFileDir();
        if (folder == null) {
            return;
        }
        try {
            files.deletePorts(folder);
        } catch (IOException e) {
            log.error(String.valueOf(e.getMessage()));
        }
    }

    private ServerUrls urls() {
        boolean tls = options.clients().tls() != null && !options.clients().allowNonTls();
        ServerUrls urls = new ServerUrls().with("nats", tls ? "tls" : "nats", server.clientAddress());
        add(urls, "monitoring", server.monitorUrl());
        add(urls, "websocket", server.webSocketUrl());
        return urls;
    }

    /// @param url · `scheme://host:port`; null for none
    private static void add(ServerUrls urls, String kind, @Nullable String url) {
        if (url != null) {
            int scheme = url.indexOf("://");
            int port = url.lastIndexOf(':');
            String host = url.substring(scheme + 3, port).replace("[", "").replace("]", "");
            urls.with(kind, url.substring(0, scheme), new HostPort(host, Integer.parseInt(url.substring(port + 1))));
        }
    }
}
