package io.natterjack.app;

import static java.util.Objects.requireNonNull;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.reload.ReloadPlan;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.kv.KeyValue;
import io.natterjack.app.kv.KeyValues;
import io.natterjack.app.run.RunningServer;
import io.natterjack.app.streams.MemoryProvider;
import io.natterjack.app.wiring.DaggerServerComponent;
import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.kv.KeyValueConfiguration;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ListenException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A NATS server inside this JVM.
///
/// ```java
/// try (NatsServer server = NatsServer.builder().start()) {
///     Connection nats = Nats.connect(server.clientUrl());
/// }
/// ```
///
/// Any number of servers may run at a time: they share nothing, install no signal handlers, and never end the JVM.
/// Without further settings a server listens on a free port of the loopback interface and logs nothing.
///
/// **Threading.** Any thread.
public final class NatsServer implements AutoCloseable {
    private final Builder settings;
    private final RunningServer server;
    private final Map<String, KeyValues> keyValues = new ConcurrentHashMap<>();

    private NatsServer(Builder settings) {
        this.settings = settings;
        this.server = DaggerServerComponent.factory()
                .create(settings.options(), settings.log)
                .server();
        server.start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Where clients connect: `nats://host:port`, or `tls://` if they have to use TLS.
    public String clientUrl() {
        HostPort address = server.clientAddress();
        boolean tls = server.options().clients().tls() != null;
        return (tls ? "tls://" : "nats://") + new HostPort(reachable(address.host()), address.port());
    }

    /// A server that listens on every interface is reached on the loopback interface.
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }

    /// The port that clients connect to.
    public int port() {
        return server.clientAddress().port();
    }

    /// Where WebSocket clients connect: `ws://host:port` or `wss://host:port`; null without such a listener.
    public @Nullable String webSocketUrl() {
        return server.webSocketUrl();
    }

    /// Where the monitoring pages are: `http://host:port` or `https://host:port`; null without them.
    public @Nullable String monitorUrl() {
        return server.monitorUrl();
    }

    /// The server's public key, which is also its name unless it has another.
    public String id() {
        return server.identity().id();
    }

    /// A key-value bucket that is there, in the account of those who log in without one.
    ///
    /// @throws IllegalStateException without JetStream
    /// @throws io.natterjack.domain.kv.KeyValueException.NoSuchBucket if it is not there
    public KeyValue keyValue(String bucket) {
        return keyValues().bucket(bucket);
    }

    /// Makes a key-value bucket, or finds that it is there as it should be.
    ///
    /// @throws IllegalStateException without JetStream
    /// @throws io.natterjack.domain.kv.KeyValueException if there is another one of that name, or cannot be one
    public KeyValue createKeyValue(KeyValueConfiguration configuration) {
        return keyValues().create(configuration);
    }

    /// The key-value buckets in the account of those who log in without one.
    ///
    /// @throws IllegalStateException without JetStream
    public KeyValues keyValues() {
        return keyValues(Accounts.GLOBAL);
    }

    /// The key-value buckets of an account.
    ///
    /// @throws IllegalStateException if it has no JetStream
    public KeyValues keyValues(String account) {
        return keyValues.computeIfAbsent(account, name -> KeyValues.of(server, name));
    }

    /// Reads the configuration file again and takes on what has changed, all of it or nothing.
    ///
    /// @throws ConfigException if it cannot be read, or holds a change that needs a restart
    public void reload() {
        reload(settings.options());
    }

    /// Takes on another configuration text, all of it or nothing.
    ///
    /// @throws ConfigException if it is not a configuration, or holds a change that needs a restart
    public void reload(String configText) {
        reload(settings.config(configText).options());
    }

    private void reload(ServerOptions changed) {
        ReloadPlan plan = ReloadPlan.between(server.options(), changed, port());
        try {
            server.reload(plan.after());
        } catch (ListenException | IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        plan.lines().forEach(settings.log::info);
    }

    /// Accepts nobody any more, asks clients to go elsewhere, sends away those who stay, and ends.
    public void lameDuck() {
        server.enterLameDuck();
    }

    /// Waits until the server has ended, whoever ended it.
    public void awaitEnd() throws InterruptedException {
        server.awaitStop();
    }

    /// Closes every connection and ends the server's threads. Does nothing the second time.
    @Override
    public void close() {
        server.stop();
    }

    /// How a server is to be. A builder can be used again for further servers.
    public static final class Builder {
        private final Map<String, Object> flags = new LinkedHashMap<>();
        private @Nullable String text;
        private @Nullable Path file;
        private ServerLog log = new SilentLog();

        private Builder() {
            flags.put("addr", "127.0.0.1");
            flags.put("port", -1L);
        }

        /// The port for clients; -1, which is the default, for any free one. Wins over the configuration.
        public Builder port(int port) {
            flags.put("port", (long) port);
            return this;
        }

        /// The address for clients. Wins over the configuration.
        public Builder host(String host) {
            flags.put("addr", host);
            return this;
        }

        /// A configuration in the language of `nats-server`. Host and port are taken from it unless they are set here.
        public Builder config(String configText) {
            text = requireNonNull(configText, "configText");
            file = null;
            return this;
        }

        /// A configuration file of `nats-server`. Host and port are taken from it if [#fromConfig] says so.
        public Builder configFile(Path path) {
            file = requireNonNull(path, "path");
            text = null;
            return this;
        }

        /// Takes host and port from the configuration too, instead of a free port on the loopback interface.
        public Builder fromConfig() {
            flags.clear();
            return this;
        }

        /// Turns JetStream on, with streams and buckets in this folder. Wins over the configuration.
        public Builder jetStream(Path storeDir) {
            flags.put("jetstream", true);
            flags.put("store_dir", storeDir.toString());
            return this;
        }

        /// Turns JetStream on, with all streams and buckets in memory: nothing is written to disk, and all is gone when
        /// the server ends. Wins over the configuration.
        public Builder jetStreamInMemory() {
            flags.put("jetstream", true);
            flags.put("jetstream_storage", MemoryProvider.NAME);
            return this;
        }

        /// Where the server logs to.
        public Builder log(ServerLog serverLog) {
            log = requireNonNull(serverLog, "serverLog");
            return this;
        }

        /// Starts a server.
        ///
        /// @throws ConfigException if the configuration cannot be used; the message names file, line and column
        /// @throws io.natterjack.ports.transport.ListenException if the address cannot be bound
        public NatsServer start() {
            return new NatsServer(this);
        }

        private ServerOptions options() {
            FlagValues wanted = new FlagValues(flags);
            Configuration configuration = text == null
                    ? Configuration.ofFile(file == null ? "" : file.toString(), wanted, System::getenv)
                    : Configuration.ofText(text, wanted, System::getenv);
            return configuration.load();
        }
    }
}
