package io.natterjack.app;

import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.log.Log;
import io.natterjack.app.ops.ServerControl;
import io.natterjack.app.wiring.DaggerServerComponent;
import io.natterjack.app.wiring.HeadStart;

/// The `nats-server` executable.
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws InterruptedException {
        System.exit(new Launch(System.out, System.err, new Servers()).run(arguments));
    }

    private static final class Servers implements Launch.ServerFactory {
        @Override
        public void expect() {
            HeadStart.begin();
        }

        @Override
        public ServerControl create(Configuration configuration, ServerOptions options, Log log) {
            if (options.jetStream().enabled()) {
                HeadStart.beginStreams();
            }
            return new ServerProcess(
                    configuration,
                    options,
                    DaggerServerComponent.factory().create(options, log).server(),
                    log);
        }
    }
}
