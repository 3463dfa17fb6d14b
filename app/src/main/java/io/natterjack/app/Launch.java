package io.natterjack.app;

import io.natterjack.app.cli.CommandLine;
import io.natterjack.app.cli.HelpText;
import io.natterjack.app.cli.ServerVersion;
import io.natterjack.app.config.Configuration;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.log.Log;
import io.natterjack.app.ops.ProcessFiles;
import io.natterjack.app.ops.ProcessName;
import io.natterjack.app.ops.ServerControl;
import io.natterjack.app.ops.SignalCommand;
import io.natterjack.app.ops.SignalHandlers;
import io.natterjack.app.ops.StartException;
import io.natterjack.ports.observe.ServerLog.Level;
import io.natterjack.ports.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;

/// Does what a command line asks for, and says how the process ends.
public final class Launch {
    private static final String PREFIX = "nats-server: ";

    private final PrintStream out;
    private final PrintStream err;
    private final ServerFactory servers;

    /// Makes servers.
    @FunctionalInterface
    public interface ServerFactory {
        /// A server will probably be wanted soon.
        default void expect() {}

        /// A server that has not started.
        ///
        /// @param configuration · where the options come from, to be read again when that is asked for
        /// @param options       · what was read from it
        /// @param log           · takes the server's lines, and is closed by the caller
        /// @throws StorageException if streams cannot be kept where they should be
        ServerControl create(Configuration configuration, ServerOptions options, Log log);
    }

    public Launch(PrintStream out, PrintStream err, ServerFactory servers) {
        this.out = out;
        this.err = err;
        this.servers = servers;
    }

    /// Returns when there is nothing more to do.
    ///
    /// @return the exit code
    public int run(String... arguments) throws InterruptedException {
        CommandLine wanted = CommandLine.of(arguments);
        // By itself: the JVM makes a switch over types when it first gets there, and a server shall not wait for that.
        return wanted instanceof CommandLine.Run run ? run(run) : runBriefly(wanted);
    }

    private int runBriefly(CommandLine wanted) throws InterruptedException {
        return switch (wanted) {
            case CommandLine.Run run -> run(run);
            case CommandLine.Check check -> check(check);
            case CommandLine.Migrate migrate -> new MigrationRun(out, err).run(migrate);
            case CommandLine.Signal signal -> signal(signal.command());
            case CommandLine.ShowVersion _ -> show("nats-server: v" + ServerVersion.current());
            case CommandLine.ShowHelp _ -> show(HelpText.USAGE);
            case CommandLine.ShowTlsHelp _ -> show(HelpText.tls());
            case CommandLine.BadFlags bad -> {
                err.println(bad.why());
                yield show(HelpText.USAGE);
            }
            case CommandLine.Refused refused -> refuse(refused.why());
        };
    }

    private int show(String text) {
        out.println(text);
        out.flush();
        return 0;
    }

    private int refuse(String why) {
        err.println(PREFIX + why);
        err.flush();
        return 1;
    }

    private int signal(String command) {
        try {
            new SignalCommand().send(command);
            return 0;
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int check(CommandLine.Check check) {
        try {
            String digest = Configuration.ofFile(check.configFile(), check.flags(), System::getenv)
                    .check();
            err.println(PREFIX + "configuration file " + check.configFile() + " is valid (" + digest + ")");
            return 0;
        } catch (ConfigException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int run(CommandLine.Run run) throws InterruptedException {
        servers.expect();
        Configuration configuration = Configuration.ofFile(run.configFile(), run.flags(), System::getenv);
        ServerOptions options;
        try {
            options = configuration.load();
        } catch (ConfigException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        options.warnings().forEach(err::println);
        ProcessFiles process = ProcessFiles.ofThisProcess();
        try (Log log = new Log(options.log(), process.pid(), process.executable(), Clock.systemUTC())) {
            return create(configuration, options, log);
        } catch (IOException e) {
            return refuse("error opening the log: " + e.getMessage());
        }
    }

    private int create(Configuration configuration, ServerOptions options, Log log) throws InterruptedException {
        ServerControl server;
        try {
            server = servers.create(configuration, options, log);
        } catch (StorageException e) {
            log.log(Level.FTL, "Can't start JetStream: " + e.getMessage());
            return 1;
        }
        return serve(server, log);
    }

    private static int serve(ServerControl server, Log log) throws InterruptedException {
        ProcessName.change("nats-server");
        SignalHandlers.install(server, log);
        try {
            server.start();
        } catch (StartException e) {
            log.log(Level.FTL, String.valueOf(e.getMessage()));
            return 1;
        }
        server.awaitStop();
        return 0;
    }
}
