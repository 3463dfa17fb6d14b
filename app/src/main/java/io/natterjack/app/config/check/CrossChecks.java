package io.natterjack.app.config.check;

import io.natterjack.app.config.options.ListenOptions;
import io.natterjack.app.config.options.NamingOptions;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.options.WebSocketOptions;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at options as a whole, before a server starts with them or goes on with them.
///
/// The first thing wrong is reported, in the order and with the words of the reference.
public final class CrossChecks {
    private static final Set<String> RESERVED_HEADERS =
            Set.of("host", "content-length", "connection", "upgrade", "nats-no-masking");
    private static final int PORT_MAX = 65_535;
    private static final String NOT_IN_NAMES = " \t\r\n\f.*>";

    private CrossChecks() {}

    /// @throws ConfigException if the options do not fit together
    public static void check(ServerOptions options) {
        limits(options.limits());
        naming(options.naming(), options.defaultSentinel());
        AuthorizationSettings authorization = options.authorization();
        noAuthUser(authorization, authorization.noAuthUser());
        domain(options.jetStream().domain());
        WebSocketOptions webSocket = options.webSocket();
        if (webSocket != null) {
            WebSocketChecks.check(webSocket, authorization);
        }
        systemAccount(options);
        ports(options);
        systemAccountStoresNothing(options);
    }

    private static void limits(Limits limits) {
        require(
                limits.lameDuckGraceNanos() < limits.lameDuckNanos(),
                "lame duck grace period (" + GoDuration.text(limits.lameDuckGraceNanos())
                        + ") should be strictly lower than lame duck duration ("
                        + GoDuration.text(limits.lameDuckNanos()) + ")");
        require(
                limits.payloadBytesMax() <= limits.pendingBytesMax(),
                "max_payload (" + limits.payloadBytesMax() + ") cannot be higher than max_pending ("
                        + limits.pendingBytesMax() + ")");
    }

    private static void naming(NamingOptions naming, String defaultSentinel) {
        String serverName = naming.serverName();
        String clusterName = naming.clusterName();
        require(serverName == null || !serverName.contains(" "), "server name cannot contain spaces");
        require(defaultSentinel.isEmpty(), "default sentinel requires operators and accounts");
        require(clusterName == null || !clusterName.contains(" "), "cluster name cannot contain spaces");
    }

    private static void noAuthUser(AuthorizationSettings authorization, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            return;
        }
        require(
                users(authorization).findAny().isPresent(),
                "no_auth_user: \"" + name + "\" present, but users/nkeys are not defined");
        require(
                users(authorization).anyMatch(user -> name.equals(user.name()) || name.equals(user.nkey())),
                "no_auth_user: \"" + name
                        + "\" not present as user or nkey in authorization block or account configuration");
    }

    private static Stream<UserSettings> users(AuthorizationSettings authorization) {
        return Stream.concat(
                authorization.users().stream(),
                authorization.accounts().stream().flatMap(account -> account.users().stream()));
    }

    private static void systemAccount(ServerOptions options) {
        String name = options.systemAccount();
        boolean known = name == null
                || name.equals("$SYS")
                || options.authorization().accounts().stream()
                        .map(AccountSettings::name)
                        .anyMatch(name::equals);
        require(known, "error resolving system account: account missing");
    }

    private static void domain(String domain) {
        if (domain.isEmpty()) {
            return;
        }
        String api = "$JS." + domain + ".API.>";
        require(Subjects.valid(api), "invalid domain name: derived " + GoQuoted.text(api) + " is not a valid subject");
        require(
                domain.chars().noneMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0),
                "invalid domain name: may not contain ., * or >");
    }

    private static void systemAccountStoresNothing(ServerOptions options) {
        String system = options.authorization().systemAccount();
        boolean asked = options.jetStream().enabled()
                && options.authorization().accounts().stream()
                        .anyMatch(account -> account.name().equals(system) && account.jetStream() != null);
        require(!asked, "Not allowed to enable JetStream on the system account");
    }

    private static void ports(ServerOptions options) {
        ListenOptions clients = options.clients();
        requirePort(clients.port(), "Error listening on port: " + clients.host() + ":" + clients.port() + ", ", "\"");
        String monitor = "Can't start monitoring: ";
        requirePort(options.monitor().port(), monitor + "can't listen to the monitor port: ", "");
        require(!options.monitor().secure() || clients.tls() != null, monitor + "TLS cert and key required for HTTPS");
        WebSocketOptions webSocket = options.webSocket();
        if (webSocket != null) {
            requirePort(webSocket.port(), "Unable to listen for websocket connections: ", "");
        }
    }

    private static void requirePort(int port, String complaint, String quote) {
        require(
                port >= -1 && port <= PORT_MAX,
                complaint + quote + "listen tcp: address " + port + ": invalid port" + quote);
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new ConfigException(complaint);
        }
    }

    /// What concerns the listener for WebSocket clients.
    private static final class WebSocketChecks {
        static void check(WebSocketOptions webSocket, AuthorizationSettings authorization) {
            require(webSocket.tls() != null || webSocket.noTls(), "websocket requires TLS configuration");
            webSocket.settings().allowedOrigins().forEach(WebSocketChecks::origin);
            ListenerAuthorization own = authorization.webSocket();
            if (own != null) {
                noAuthUser(authorization, own.noAuthUser());
                boolean users = users(authorization).findAny().isPresent();
                String mixed = " not compatible with presence of users/nkeys";
                require(!users || own.user() == null, "websocket authentication username" + mixed);
                require(!users || own.token() == null, "websocket authentication token" + mixed);
            }
            String cookie = webSocket.settings().cookies().jwt();
            require(
                    cookie.isEmpty(),
                    "trusted operators or trusted keys configuration is required for JWT authentication via cookie "
                            + GoQuoted.text(cookie));
            webSocket.settings().headers().keySet().forEach(WebSocketChecks::header);
        }

        private static void origin(String origin) {
            String quoted = GoQuoted.text(origin);
            int scheme = origin.indexOf("://");
            require(
                    scheme > 0 || origin.startsWith("/"),
                    "unable to parse allowed origin: parse " + quoted + ": invalid URI for request");
            String name = scheme < 0 ? "" : origin.substring(0, scheme).toLowerCase(Locale.ROOT);
            require(
                    name.equals("http") || name.equals("https"),
                    "unable to parse allowed origin " + quoted
                            + ": allowed origins must be absolute URLs with http or https scheme");
            String rest = origin.substring(scheme + 3);
            require(
                    !rest.isEmpty() && rest.charAt(0) != '/',
                    "unable to parse allowed origin " + quoted + ": host is required");
        }

        private static void header(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            require(
                    !RESERVED_HEADERS.contains(lower),
                    "websocket: invalid header " + GoQuoted.text(name) + " not allowed");
            require(
                    !lower.startsWith("sec-websocket-"),
                    "websocket: invalid header " + GoQuoted.text(name) + ", \"Sec-WebSocket-\" prefix not allowed");
        }
    }
}
