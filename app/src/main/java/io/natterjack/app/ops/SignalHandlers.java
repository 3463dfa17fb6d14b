package io.natterjack.app.ops;

import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.ports.observe.ServerLog;

/// What a server does when its process gets a signal. A server inside another program's JVM installs none of this.
public final class SignalHandlers {
    private final ServerControl server;
    private final ServerLog log;

    private SignalHandlers(ServerControl server, ServerLog log) {
        this.server = server;
        this.log = log;
    }

    /// Acts on signals from now on.
    public static void install(ServerControl server, ServerLog log) {
        SignalHandlers handlers = new SignalHandlers(server, log);
        for (OsSignal signal : OsSignal.values()) {
            signal.handle(() -> handlers.trapped(signal));
        }
    }

    private void trapped(OsSignal signal) {
        log.info("Trapped \"" + signal.description() + "\" signal");
        switch (signal) {
            case HUP -> reload();
            case INT -> server.stop();
            case TERM -> {
                if (!server.inLameDuck()) {
                    server.stop();
                }
            }
            case USR1 -> server.reopenLog();
            case USR2 -> server.lameDuck();
        }
    }

    private void reload() {
        try {
            server.reload();
        } catch (ConfigException e) {
            log.error("Failed to reload server configuration: " + e.getMessage());
        }
    }
}
