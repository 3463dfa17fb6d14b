package io.natterjack.domain.auth.configured;

import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Identity.Credential;
import io.natterjack.domain.auth.LoginAttempt;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.configured.KnownUsers.KnownUser;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.auth.PasswordHashes;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.Arrival.Kind;
import io.natterjack.ports.session.CloseReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Knows the users that the configuration names.
///
/// A client is looked up in this order, and the first that applies decides: nkey users, named users, the token, the one
/// user. A client that brings no credentials at all becomes the `no_auth_user`. The WebSocket listener may have a
/// token, a user and a `no_auth_user` of its own, which then take the place of the server's.
///
/// **Threading.** Any thread; immutable.
public final class ConfiguredAuthenticator implements Authenticator {
    private final Accounts accounts;
    private final KnownUsers users;
    private final Passwords passwords;
    private final Simple server;
    private final @Nullable Simple webSocket;
    private final @Nullable String webSocketNoAuthUser;

    /// What a listener asks for, beside users and nkeys.
    private record Simple(
            @Nullable String token,
            @Nullable String user,
            String password,
            @Nullable String noAuthUser) {
        boolean asks() {
            return token != null || user != null;
        }
    }

    /// @param accounts · already has the accounts of these settings
    /// @throws IllegalArgumentException if permissions are not well-formed
    public ConfiguredAuthenticator(AuthorizationSettings settings, Accounts accounts, PasswordHashes hashes) {
        this.accounts = accounts;
        this.users = new KnownUsers(settings, accounts);
        this.passwords = new Passwords(hashes);
        UserSettings single = settings.single();
        this.server = new Simple(
                settings.token(),
                single == null ? null : single.name(),
                single == null ? "" : Objects.requireNonNullElse(single.password(), ""),
                settings.noAuthUser());
        ListenerAuthorization web = settings.webSocket();
        this.webSocketNoAuthUser = web == null ? null : web.noAuthUser();
        this.webSocket = web == null ? null : overriding(web);
    }

    private static @Nullable Simple overriding(ListenerAuthorization web) {
        Simple simple =
                new Simple(web.token(), web.user(), Objects.requireNonNullElse(web.password(), ""), web.noAuthUser());
        return simple.asks() || simple.noAuthUser() != null ? simple : null;
    }

    @Override
    public boolean required(Arrival arrival) {
        return !users.isEmpty() || server.asks() || (arrival.kind() == Kind.WEBSOCKET && webSocket != null);
    }

    @Override
    public boolean needsNonce() {
        return users.hasNkeys();
    }

    @Override
    public @Nullable Identity anonymous(Arrival arrival) {
        LoginAttempt silent = new LoginAttempt(ConnectOptions.INITIAL, arrival, arrival.tls(), "");
        if (required(arrival)) {
            String noAuthUser = arrival.kind() == Kind.WEBSOCKET && webSocketNoAuthUser != null
                    ? webSocketNoAuthUser
                    : server.noAuthUser();
            if (users.named(noAuthUser) == null) {
                return null;
            }
        }
        return decide(silent) instanceof LoginVerdict.Accepted(Identity identity) ? identity : null;
    }

    @Override
    public LoginVerdict decide(LoginAttempt attempt) {
        if (!attempt.options().account().isEmpty() || attempt.options().newAccount()) {
            return new LoginVerdict.Refused("CONNECT names an account");
        }
        Credentials given = Credentials.of(attempt);
        if (!required(attempt.arrival())) {
            return new LoginVerdict.Accepted(given.unproven(accounts.global()));
        }
        Simple simple = attempt.arrival().kind() == Kind.WEBSOCKET && webSocket != null ? webSocket : server;
        KnownUser nobody = given.none() ? users.withNameOrNkey(simple.noAuthUser()) : null;
        if (nobody != null) {
            LoginVerdict refused = refusedAtThisDoor(nobody, attempt.arrival());
            return refused != null ? refused : new LoginVerdict.Accepted(nobody.identity());
        }
        if (!given.nkey().isEmpty() && users.hasNkeys()) {
            return decideNkey(given, attempt);
        }
        if (users.hasNames() && !given.user().isEmpty()) {
            return decideNamed(given, attempt.arrival());
        }
        return decideSimple(simple, given);
    }

    private LoginVerdict decideNkey(Credentials given, LoginAttempt attempt) {
        KnownUser user = users.withNkey(given.nkey());
        if (user == null) {
            return new LoginVerdict.Refused("no such nkey");
        }
        LoginVerdict refused = refusedAtThisDoor(user, attempt.arrival());
        return refused != null
                ? refused
                : NonceSignature.check(given.nkey(), attempt.nonce(), given.signature(), user.identity());
    }

    private LoginVerdict decideNamed(Credentials given, Arrival arrival) {
        KnownUser user = users.named(given.user());
        if (user == null) {
            return new LoginVerdict.Refused("no such user");
        }
        LoginVerdict refused = refusedAtThisDoor(user, arrival);
        if (refused != null) {
            return refused;
        }
        String password = Objects.requireNonNullElse(user.settings().password(), "");
        return passwords.compare(password, given.password(), user.identity());
    }

    private LoginVerdict decideSimple(Simple simple, Credentials given) {
        if (simple.token() != null) {
            Identity bearer = new Identity(accounts.global(), Credential.TOKEN, "", Permissions.ALL);
            return passwords.compare(simple.token(), given.token(), bearer);
        }
        if (simple.user() != null && simple.user().equals(given.user())) {
            Identity single = new Identity(accounts.global(), Credential.USER, simple.user(), Permissions.ALL);
            return passwords.compare(simple.password(), given.password(), single);
        }
        return new LoginVerdict.Refused("no such user");
    }

    private static LoginVerdict.@Nullable Refused refusedAtThisDoor(KnownUser user, Arrival arrival) {
        if (!ConnectionType.of(arrival).in(user.settings().connectionTypes())) {
            return new LoginVerdict.Refused("connection type not allowed");
        }
        return user.settings().proxyRequired()
                ? new LoginVerdict.Refused("proxy connection required", CloseReason.PROXY_REQUIRED)
                : null;
    }
}
