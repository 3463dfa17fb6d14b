package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Findings;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.jetstream.JetStreamSection;
import io.natterjack.app.config.known.KnownSection;
import io.natterjack.app.config.options.ConfigSource;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.app.config.options.ListenOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.security.SecuritySection;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.app.config.syntax.ConfigFile;
import io.natterjack.domain.settings.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one configuration: a file, if there is any, and the command line, which wins.
///
/// The command line is applied twice. What it says about users or about the store's folder is compared with the file
/// while that is read; and afterwards it replaces what the file said.
public final class OptionsReader {
    private final NamingSection naming = new NamingSection();
    private final ListenSection listen = new ListenSection();
    private final LoggingSection logging = new LoggingSection();
    private final LimitsSection limits = new LimitsSection();
    private final MonitorSection monitor = new MonitorSection();
    private final WebSocketSection webSocket = new WebSocketSection();
    private final SecuritySection security = new SecuritySection();
    private final JetStreamSection jetStream = new JetStreamSection();
    private final KnownSection known = new KnownSection();
    private final List<Section> sections =
            List.of(naming, listen, logging, limits, monitor, webSocket, security, jetStream, known);
    private final Findings findings = new Findings();

    private OptionsReader() {}

    /// What came of it.
    ///
    /// @param options  · null if there are errors
    /// @param findings · what was found wrong
    public record Result(@Nullable ServerOptions options, Findings findings) {}

    /// @param file · null for a server without a configuration file
    /// @throws ConfigException if the command line does not fit together
    public static Result read(@Nullable ConfigFile file, FlagValues flags) {
        return new OptionsReader().result(file, flags);
    }

    private Result result(@Nullable ConfigFile file, FlagValues flags) {
        if (file != null) {
            sections.forEach(section -> section.override(flags));
            if (file.root().entries().isEmpty()) {
                findings.warning(file.name() + ": config has no values or is empty");
            }
            Entry.each(file.root(), findings, this::entry);
            if (findings.hasErrors()) {
                return new Result(null, findings);
            }
        }
        sections.forEach(section -> section.override(flags));
        try {
            listen.overrideTls(flags);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        FlagNotices.find(flags, findings);
        ConfigSource source = file == null ? ConfigSource.NONE : new ConfigSource(file.name(), file.digest());
        return new Result(options(source), findings);
    }

    private void entry(Entry entry) {
        for (Section section : sections) {
            if (section.accept(entry)) {
                return;
            }
        }
        entry.unknown();
    }

    private ServerOptions options(ConfigSource source) {
        ListenOptions clients = listen.options();
        double configured = security.timeoutSeconds();
        double authTimeout = configured == 0 ? listen.defaultAuthTimeoutSeconds() : configured;
        JetStreamOptions streams = jetStream.options();
        Limits costs = limits.limits(authTimeout);
        return new ServerOptions(
                source,
                naming.options(known.clusterName()),
                clients,
                webSocket.options(costs.payloadBytesMax()),
                monitor.options(clients.host()),
                logging.options(),
                monitor.files(),
                costs,
                streams,
                security.settings(listen.mapsCertificates(), webSocket.authorization(), streams.enabled()),
                security.systemAccount(),
                naming.defaultSentinel(),
                findings.warnings(),
                findings.ignored());
    }
}
