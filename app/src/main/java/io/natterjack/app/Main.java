package io.natterjack.app;

import io.natterjack.app.wiring.DaggerServerComponent;

/// The `nats-server` executable.
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws InterruptedException {
        Launch launch = new Launch(
                System.out,
                System.err,
                (configuration, options, log) -> new ServerProcess(
                        configuration,
                        options,
                        DaggerServerComponent.factory().create(options, log).server(),
                        log));
        System.exit(launch.run(arguments));
    }
}
