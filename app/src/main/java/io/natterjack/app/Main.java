package io.natterjack.app;

import io.natterjack.app.cli.CommandLine;
import io.natterjack.app.cli.ServerVersion;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.section.OptionsReader;
import io.natterjack.app.config.syntax.ConfigFile;
import io.natterjack.app.log.Log;
import io.natterjack.app.run.RunningServer;
import io.natterjack.app.wiring.DaggerServerComponent;
import java.io.IOException;
import java.time.InstantSource;

/// The `nats-server` executable.
public final class Main {
    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        switch (CommandLine.of(arguments)) {
            case CommandLine.ShowVersion _ -> System.out.println("nats-server: v" + ServerVersion.current());
            case CommandLine.Run run -> run(run);
            default -> System.exit(1);
        }
    }

    private static void run(CommandLine.Run run) throws IOException, InterruptedException {
        ConfigFile file = run.configFile().isEmpty() ? null : ConfigFile.read(run.configFile(), System::getenv);
        OptionsReader.Result result = OptionsReader.read(file, run.flags());
        ServerOptions options = result.options();
        if (options == null) {
            System.err.println(result.findings().report());
            System.exit(1);
            return;
        }
        Log log = new Log(options.log(), ProcessHandle.current().pid(), "nats-server", InstantSource.system());
        RunningServer server = DaggerServerComponent.factory().create(options, log).server();
        server.start();
        server.awaitStop();
    }
}
