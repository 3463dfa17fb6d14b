package io.natterjack.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.run.BackgroundThreads;
import io.natterjack.app.run.BrokerOptions;
import io.natterjack.app.run.MonitorTransport;
import io.natterjack.app.run.Monitoring;
import io.natterjack.app.run.RunningServer;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.app.streams.StreamResources;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.ports.auth.PasswordHashes;
import io.natterjack.ports.observe.ProcessFacts;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.transport.ClientTransport;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator.SplittableGenerator;

/// The broker, as the operator wants it.
@Module
interface DomainModule {
    @Provides
    @Singleton
    static ServerIdentity identity(ServerOptions options, SecureRandom secrets) {
        return BrokerOptions.identity(options, secrets);
    }

    @Provides
    @Singleton
    static JetStreamRoom room() {
        return JetStreamRoom.ofThisMachine();
    }

    @Provides
    @Singleton
    static Broker broker(
            ServerOptions options,
            ServerIdentity identity,
            JetStreamRoom room,
            Surroundings surroundings,
            PasswordHashes hashes,
            SplittableGenerator random,
            SecureRandom secrets,
            StreamResources streams) {
        return new Broker(
                BrokerOptions.settings(options, identity, room),
                surroundings,
                hashes,
                random,
                secrets,
                streams.parts());
    }

    @Provides
    @Singleton
    static RunningServer server(
            ServerOptions options,
            ServerLog log,
            Broker broker,
            JetStreamRoom room,
            ClientTransport transport,
            Monitoring monitoring,
            BackgroundThreads background,
            StreamResources streams) {
        return new RunningServer(options, log, broker, room, transport, monitoring, background, streams);
    }

    @Provides
    @Singleton
    static Monitoring monitoring(
            ServerOptions options, MonitorTransport transport, Broker broker, ProcessFacts process, ServerLog log) {
        return new Monitoring(options, transport, broker, process, log);
    }
}
