package io.natterjack.app.wiring;

import dagger.BindsInstance;
import dagger.Component;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.run.RunningServer;
import io.natterjack.ports.observe.ServerLog;
import jakarta.inject.Singleton;

/// The whole server, assembled.
@Singleton
@Component(modules = {WorldModule.class, DomainModule.class, TransportModule.class, StorageModule.class})
public interface ServerComponent {
    RunningServer server();

    @Component.Factory
    interface Factory {
        ServerComponent create(@BindsInstance ServerOptions options, @BindsInstance ServerLog log);
    }
}
