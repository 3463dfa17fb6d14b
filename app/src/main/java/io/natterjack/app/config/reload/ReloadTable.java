package io.natterjack.app.config.reload;

import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.ports.transport.TlsSettings;
import io.natterjack.ports.transport.WebSocketSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every option, in the reference's order, with what its change means.
///
/// Users, accounts and certificates count as changed with every reload: their files may have changed under the same
/// names, and to decide about clients once more does no harm.
final class ReloadTable {
    private ReloadTable() {}

    /// One option.
    sealed interface Row {}

    /// An option that stays as it is while the server runs.
    ///
    /// @param field · its name in the refusal
    /// @param value · reads the option; compared with `equals`
    record Fixed(String field, Function<ServerOptions, Object> value) implements Row {}

    /// The same for an option whose value nobody should read.
    record Secret(String field, Function<ServerOptions, Object> value) implements Row {}

    /// An option with rules of its own about what it can become.
    ///
    /// @param lines · for the log, from all options before and after; empty if there is nothing to do. Throws
    ///                [io.natterjack.app.config.syntax.ConfigException] if the change is not possible
    record Judged(Concern concern, BiFunction<ServerOptions, ServerOptions, List<String>> lines) implements Row {}

    /// An option that can change.
    ///
    /// @param value   · reads the option
    /// @param changed · from the old and the new value, whether there is anything to do
    /// @param line    · for the log, made from the new value; empty for none
    record Changeable(
            Concern concern,
            Function<ServerOptions, Object> value,
            BiPredicate<Object, Object> changed,
            Function<Object, String> line)
            implements Row {}

    static final List<Row> ROWS =
            Stream.of(first(), JetStreamRows.ROWS, last()).flatMap(List::stream).toList();

    private static List<Row> first() {
        return List.of(
                fixed("ServerName", o -> text(o.naming().serverName())),
                fixed("Host", o -> o.clients().host()),
                row(Concern.ADVERTISE, o -> text(o.clients().advertise()), "Reload: client_advertise = "),
                row(Concern.TRACING, o -> o.log().trace(), "Reloaded: trace = "),
                row(Concern.LOGGING, o -> o.log().debug(), "Reloaded: debug = "),
                row(Concern.TRACING, o -> o.log().traceVerbose(), "Reloaded: trace_verbose = "),
                row(Concern.TRACING, o -> o.log().traceHeaders(), "Reloaded: trace_headers = "),
                fixed("NoHeaderSupport", o -> !o.naming().headers()),
                row(Concern.LOGGING, o -> o.log().time(), "Reloaded: logtime = "),
                row(Concern.LOGGING, o -> o.log().utc(), "Reloaded: logtime_utc = "),
                row(Concern.CONNECTIONS, o -> o.limits().connectionsMax(), "Reloaded: max_connections = "),
                fixed("MaxSubs", o -> o.limits().subscriptionsMax()),
                fixed("MaxSubTokens", o -> o.limits().subjectTokensMax()),
                changed(Concern.AUTHORIZATION, ReloadTable::nkeyUsers, "Reloaded: authorization nkey users"),
                always(Concern.AUTHORIZATION, "Reloaded: authorization users"),
                always(Concern.AUTHORIZATION, "Reloaded: accounts"),
                fixed("SystemAccount", o -> text(o.systemAccount())),
                fixed("NoSystemAccount", o -> o.authorization().systemAccount() == null),
                changed(Concern.AUTHORIZATION, o -> single(o).name(), "Reloaded: authorization username"),
                changed(Concern.AUTHORIZATION, o -> single(o).password(), "Reloaded: authorization password"),
                fixed("ProxyProtocol", o -> o.clients().proxyProtocol()),
                changed(Concern.AUTHORIZATION, o -> o.authorization().token(), "Reloaded: authorization token"),
                row(Concern.LIMITS, o -> duration(o.limits().pingIntervalNanos()), "Reloaded: ping_interval = "),
                row(Concern.LIMITS, o -> o.limits().pingsOutstandingMax(), "Reloaded: ping_max = "),
                fixed("HTTPHost", o -> o.monitor().host()),
                fixed("HTTPPort", o -> o.monitor().httpPort()),
                fixed("HTTPBasePath", o -> o.monitor().basePath()),
                fixed("HTTPSPort", o -> o.monitor().httpsPort()),
                row(Concern.LIMITS, o -> seconds(o.limits().authTimeoutNanos()), "Reloaded: authorization timeout = "),
                row(Concern.LIMITS, o -> o.limits().controlLineBytesMax(), "Reloaded: max_control_line = "),
                row(Concern.LIMITS, o -> o.limits().payloadBytesMax(), "Reloaded: max_payload = "),
                fixed("MaxPending", o -> o.limits().pendingBytesMax()),
                new Changeable(
                        Concern.LIMITS,
                        o -> o.limits().fastProducerStall(),
                        ReloadTable::different,
                        stall -> "Reloaded: fast producers will " + (stall.equals(true) ? "" : "not ") + "be stalled"));
    }

    private static List<Row> last() {
        return List.of(
                fixed("Websocket", ReloadTable::webSocket),
                new Changeable(Concern.TLS, ReloadTable::webSocketTls, ReloadTable::present, _ -> ""),
                row(Concern.PID_FILE, o -> text(o.files().pidFile()), "Reloaded: pid_file = "),
                row(Concern.PORTS_FILE, o -> text(o.files().portsFileDir()), "Reloaded: ports_file_dir = "),
                row(Concern.LOGGING, o -> text(o.log().file()), "Reloaded: log_file = "),
                fixed("LogSizeLimit", o -> o.log().sizeBytesMax()),
                fixed("LogMaxFiles", o -> o.log().filesMax()),
                row(Concern.LOGGING, o -> o.log().syslog(), "Reloaded: syslog = "),
                row(Concern.LOGGING, o -> text(o.log().remoteSyslog()), "Reloaded: remote_syslog = "),
                row(Concern.TLS, ReloadTable::tlsTimeout, "Reloaded: tls timeout = "),
                fixed("TLSMap", o -> o.authorization().mapCertificates()),
                new Changeable(
                        Concern.TLS,
                        o -> orEmpty(o.clients().tls()),
                        ReloadTable::present,
                        tls -> "Reloaded: tls = " + (tls.equals("") ? "disabled" : "enabled")),
                new Changeable(
                        Concern.TLS,
                        ReloadTable::pinned,
                        ReloadTable::different,
                        pins -> "Reloaded: " + ((Set<?>) pins).size() + " pinned_certs"),
                fixed("TLSRateLimit", ReloadTable::tlsRate),
                fixed("AllowNonTLS", o -> o.clients().allowNonTls()),
                row(Concern.LIMITS, o -> duration(o.limits().writeDeadlineNanos()), "Reloaded: write_deadline = "),
                fixed("MaxClosedClients", o -> o.limits().closedConnectionsMax()),
                fixed("LameDuckDuration", o -> duration(o.limits().lameDuckNanos())),
                fixed("LameDuckGracePeriod", o -> duration(o.limits().lameDuckGraceNanos())),
                row(Concern.TRACING, o -> o.log().tracedBytesMax(), "Reloaded: max_traced_msg_len = "),
                changed(Concern.NAMING, o -> o.naming().tags(), "Reloaded: tags"),
                changed(Concern.NAMING, o -> o.naming().metadata(), "Reloaded: metadata"));
    }

    private static boolean different(Object old, Object changed) {
        return !old.equals(changed);
    }

    private static boolean present(Object old, Object changed) {
        return !old.equals("") || !changed.equals("");
    }

    private static Row fixed(String field, Function<ServerOptions, Object> value) {
        return new Fixed(field, value);
    }

    /// The line ends with the new value.
    private static Row row(Concern concern, Function<ServerOptions, Object> value, String line) {
        return new Changeable(concern, value, ReloadTable::different, changed -> line + shown(changed));
    }

    /// The line does not tell the value.
    private static Row changed(Concern concern, Function<ServerOptions, @Nullable Object> value, String line) {
        return new Changeable(concern, options -> orEmpty(value.apply(options)), ReloadTable::different, _ -> line);
    }

    private static Row always(Concern concern, String line) {
        return new Changeable(concern, _ -> "", (_, _) -> true, _ -> line);
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Duration duration(long nanos) {
        return Duration.ofNanos(nanos);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private static UserSettings single(ServerOptions options) {
        UserSettings single = options.authorization().single();
        return single == null ? new UserSettings("", "", null, null, Set.of(), false) : single;
    }

    private static List<UserSettings> nkeyUsers(ServerOptions options) {
        AuthorizationSettings authorization = options.authorization();
        return Stream.concat(
                        authorization.users().stream(),
                        authorization.accounts().stream().flatMap(account -> account.users().stream()))
                .filter(user -> user.nkey() != null)
                .toList();
    }

    private static double tlsTimeout(ServerOptions options) {
        TlsSettings tls = options.clients().tls();
        return tls == null ? 2.0 : seconds(tls.handshakeTimeoutNanos());
    }

    private static long tlsRate(ServerOptions options) {
        TlsSettings tls = options.clients().tls();
        return tls == null ? 0 : tls.connectionRateMax();
    }

    /// All of the listener but its certificates, which can change, and its longest message, which follows
    /// `max_payload`.
    private static Object webSocket(ServerOptions options) {
        WebSocketOptions webSocket = options.webSocket();
        if (webSocket == null) {
            return "";
        }
        WebSocketSettings settings = webSocket.settings();
        return List.of(
                webSocket.host(),
                webSocket.port(),
                text(webSocket.advertise()),
                webSocket.noTls(),
                settings.sameOrigin(),
                settings.allowedOrigins(),
                settings.compression(),
                duration(settings.handshakeTimeoutNanos()),
                duration(webSocket.pingIntervalNanos()),
                settings.cookies(),
                settings.headers(),
                orEmpty(options.authorization().webSocket()));
    }

    private static Object webSocketTls(ServerOptions options) {
        WebSocketOptions webSocket = options.webSocket();
        return webSocket == null ? "" : orEmpty(webSocket.tls());
    }

    private static Set<String> pinned(ServerOptions options) {
        TlsSettings tls = options.clients().tls();
        return tls == null ? Set.of() : tls.pinned();
    }

    /// A value in the words of the reference.
    static String shown(Object value) {
        return switch (value) {
            case Duration duration -> GoDuration.text(duration.toNanos());
            case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }
}
