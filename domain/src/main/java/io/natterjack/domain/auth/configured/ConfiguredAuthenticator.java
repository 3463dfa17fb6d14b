package io.natterjack.domain.auth.configured;

import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Identity.Credential;
import io.natterjack.domain.auth.LoginAttempt;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.LoginVerdict.Accepted;
import io.natterjack.domain.auth.LoginVerdict.Refused;
import io.natterjack.domain.auth.LoginVerdict.Slow;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.ProvenSecret;
import io.natterjack.domain.auth.configured.KnownUsers.KnownUser;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.auth.PasswordHashes;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.Arrival.Kind;
import io.natterjack.ports.session.CloseReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows the users that the configuration names.
///
/// What a client brings is looked at in this order, and the first that applies decides:
///
/// 1. an nkey, if the server has nkey users
/// 2. its certificate, if certificates are mapped and there are named users
/// 3. nothing at all: it becomes the `no_auth_user`
/// 4. a user name, if there are named users
/// 5. the token, or the one user, of the listener
///
/// The WebSocket listener may have a token, a user and a `no_auth_user` of its own, which then take the place of the
/// server's. A JWT means nothing here, as in a reference server without operators.
///
/// **Threading.** Any thread; immutable.
public final class ConfiguredAuthenticator implements Authenticator {
    private final Accounts accounts;
    private final KnownUsers users;
    private final CertificateUsers certificates;
    private final Passwords passwords;
    private final Door server;
    private final Door webSocket;
    private final boolean webSocketOverrides;
    private final @Nullable String webSocketNoAuthUser;
    private final boolean openBesideSystem;

    /// @param accounts · already has the accounts of these settings
    /// @throws IllegalArgumentException if permissions are not well-formed
    public ConfiguredAuthenticator(AuthorizationSettings settings, Accounts accounts, PasswordHashes hashes) {
        this.accounts = accounts;
        this.users = new KnownUsers(settings, accounts);
        this.certificates = new CertificateUsers(users);
        this.passwords = new Passwords(hashes);
        this.server = Door.server(settings);
        this.webSocket = Door.webSocket(settings);
        this.webSocketOverrides = Door.overriding(settings) != null;
        this.webSocketNoAuthUser =
                settings.webSocket() == null ? null : settings.webSocket().noAuthUser();
        this.openBesideSystem = openBesideSystem(settings);
    }

    /// Giving users to the system account, and saying nothing else about who may come, leaves the global account open.
    private static boolean openBesideSystem(AuthorizationSettings settings) {
        List<AccountSettings> named = settings.accounts().stream()
                .filter(account -> !account.name().equals(Accounts.GLOBAL))
                .toList();
        return !settings.blockDefined()
                && settings.users().isEmpty()
                && settings.noAuthUser() == null
                && named.size() == 1
                && named.getFirst().name().equals(settings.systemAccount());
    }

    @Override
    public boolean required(Arrival arrival) {
        return asks(arrival) && (arrival.kind() == Kind.WEBSOCKET || server.noAuthUser() == null);
    }

    @Override
    public boolean needsNonce() {
        return users.hasNkeys();
    }

    @Override
    public @Nullable Identity anonymous(Arrival arrival) {
        if (asks(arrival)) {
            boolean own = arrival.kind() == Kind.WEBSOCKET && webSocketNoAuthUser != null;
            boolean nobody = users.named(own ? webSocketNoAuthUser : server.noAuthUser()) != null;
            if (!nobody && !openBesideSystem) {
                return null;
            }
        }
        LoginAttempt silent = new LoginAttempt(ConnectOptions.INITIAL, arrival, arrival.tls(), "");
        return decide(silent) instanceof Accepted(Identity identity) ? identity : null;
    }

    @Override
    public LoginVerdict decide(LoginAttempt attempt) {
        return decide(attempt, null);
    }

    @Override
    public LoginVerdict refresh(Identity before, LoginAttempt attempt) {
        boolean gone = !before.name().isEmpty()
                && !before.name().equals(doorOf(attempt.arrival()).user())
                && !users.has(before.name())
                && asks(attempt.arrival());
        return gone ? moved() : inSameAccount(before, decide(attempt, before));
    }

    private static LoginVerdict inSameAccount(Identity before, LoginVerdict verdict) {
        return switch (verdict) {
            case Accepted(Identity now) -> now.account().equals(before.account()) ? verdict : moved();
            case Refused _ -> verdict;
            case Slow(var proof) -> new Slow(() -> inSameAccount(before, proof.get()));
        };
    }

    private static Refused moved() {
        return new Refused("user is gone, or in another account", CloseReason.CLIENT_CLOSED);
    }

    /// @param before · who the client was until now; null if it is new
    private LoginVerdict decide(LoginAttempt attempt, @Nullable Identity before) {
        if (!attempt.options().account().isEmpty() || attempt.options().newAccount()) {
            return new Refused("CONNECT names an account");
        }
        Credentials given = Credentials.of(attempt);
        if (!asks(attempt.arrival())) {
            return new Accepted(given.unproven(accounts.global()));
        }
        Door door = doorOf(attempt.arrival());
        if (users.hasNkeys() && !given.nkey().isEmpty()) {
            return nkey(given, attempt, door, before);
        }
        KnownUser nobody = given.none() && given.nkey().isEmpty() ? users.withNkey(door.noAuthUser()) : null;
        if (nobody != null) {
            return atDoor(nobody, attempt, new Accepted(nobody.identity()));
        }
        if (users.hasNames()) {
            LoginVerdict named = named(given, attempt, door, before);
            if (named != null) {
                return named;
            }
        }
        return simple(door, given, before);
    }

    private LoginVerdict nkey(Credentials given, LoginAttempt attempt, Door door, @Nullable Identity before) {
        KnownUser user = users.withNkey(given.nkey());
        if (user == null) {
            return new Refused("no such nkey");
        }
        boolean nothingToProve = given.nkey().equals(door.noAuthUser()) || same(before, user.identity());
        LoginVerdict proof = nothingToProve
                ? new Accepted(user.identity())
                : NonceSignature.check(given.nkey(), attempt.nonce(), given.signature(), user.identity());
        return atDoor(user, attempt, proof);
    }

    /// @return null if nobody has been named
    private @Nullable LoginVerdict named(
            Credentials given, LoginAttempt attempt, Door door, @Nullable Identity before) {
        if (door.mapsCertificates()) {
            KnownUser user = certificates.find(attempt.tls(), ConnectionType.of(attempt.arrival()));
            return user == null
                    ? new Refused("no user for this certificate")
                    : atDoor(user, attempt, password(user, given, before));
        }
        KnownUser nobody = given.none() ? users.named(door.noAuthUser()) : null;
        if (nobody != null) {
            return atDoor(nobody, attempt, new Accepted(nobody.identity()));
        }
        if (given.none() && openBesideSystem && !(attempt.arrival().kind() == Kind.WEBSOCKET && webSocketOverrides)) {
            return new Accepted(given.unproven(accounts.global()));
        }
        if (given.user().isEmpty()) {
            return null;
        }
        KnownUser user = users.named(given.user());
        if (user == null) {
            return new Refused("no such user");
        }
        boolean onlyByCertificate =
                user.password().isEmpty() && !given.user().equals(door.noAuthUser()) && mayBeMapped(user);
        LoginVerdict proof = onlyByCertificate
                ? new Refused("User \"" + given.user() + "\" requires a client certificate")
                : password(user, given, before);
        return atDoor(user, attempt, proof);
    }

    private LoginVerdict simple(Door door, Credentials given, @Nullable Identity before) {
        Identity identity;
        if (door.token() != null) {
            identity = global(Credential.TOKEN, "", door.token());
            return same(before, identity)
                    ? new Accepted(identity)
                    : passwords.compare(door.token(), given.token(), identity);
        }
        if (door.user() != null && door.user().equals(given.user())) {
            identity = global(Credential.USER, door.user(), door.password());
            return same(before, identity)
                    ? new Accepted(identity)
                    : passwords.compare(door.password(), given.password(), identity);
        }
        return new Refused("no such user");
    }

    private Identity global(Credential credential, String name, String secret) {
        return new Identity(accounts.global(), credential, name, Permissions.ALL, ProvenSecret.of(secret));
    }

    private LoginVerdict password(KnownUser user, Credentials given, @Nullable Identity before) {
        return same(before, user.identity())
                ? new Accepted(user.identity())
                : passwords.compare(user.password(), given.password(), user.identity());
    }

    /// Whether the proof that somebody has given before still holds.
    private static boolean same(@Nullable Identity before, Identity now) {
        return before != null
                && !before.proven().equals(ProvenSecret.NONE)
                && before.credential() == now.credential()
                && before.name().equals(now.name())
                && before.proven().equals(now.proven());
    }

    /// Whether the user may come through this door at all comes before any proof.
    private static LoginVerdict atDoor(KnownUser user, LoginAttempt attempt, LoginVerdict proof) {
        UserSettings settings = user.settings();
        if (!ConnectionType.of(attempt.arrival()).in(settings.connectionTypes())) {
            return new Refused("connection type not allowed");
        }
        return settings.proxyRequired() ? new Refused("proxy connection required", CloseReason.PROXY_REQUIRED) : proof;
    }

    private boolean mayBeMapped(KnownUser user) {
        var types = user.settings().connectionTypes();
        return (server.mapsCertificates() && ConnectionType.STANDARD.in(types))
                || (webSocket.mapsCertificates() && ConnectionType.WEBSOCKET.in(types));
    }

    private Door doorOf(Arrival arrival) {
        return arrival.kind() == Kind.WEBSOCKET ? webSocket : server;
    }

    private boolean asks(Arrival arrival) {
        return !users.isEmpty() || server.asks() || (arrival.kind() == Kind.WEBSOCKET && webSocketOverrides);
    }
}
