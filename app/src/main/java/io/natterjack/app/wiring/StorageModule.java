package io.natterjack.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.streams.HeapRoom;
import io.natterjack.app.streams.JetStreamRoom;
import io.natterjack.app.streams.StreamResources;
import io.natterjack.domain.memory.MemoryStorage;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.storage.StorageProvider;
import jakarta.inject.Singleton;
import java.util.ServiceLoader;

/// Where streams are kept: the storages on the class path, and the one of them that the operator has named.
@Module
interface StorageModule {
    @Provides
    @Singleton
    static StreamResources streams(ServerOptions options, ServerIdentity identity, JetStreamRoom room, ServerLog log) {
        return StreamResources.open(
                room.settings(options.jetStream()),
                identity.name(),
                ServiceLoader.load(StorageProvider.class),
                new MemoryStorage(new HeapRoom()),
                log);
    }
}
