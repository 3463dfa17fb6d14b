package io.natterjack.domain.auth.configured;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginAttempt;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.Arrival.Kind;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.TlsIdentity;
import io.natterjack.ports.session.WebLogin;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Clients and users for the tests of logins.
final class Logins {
    static final String NONCE = "PXoWU7zWAMt75FY";

    private Logins() {}

    static UserSettings user(String name, String password, String... connectionTypes) {
        return new UserSettings(name, password, null, null, Set.of(connectionTypes), false);
    }

    static UserSettings nkeyUser(String nkey, String... connectionTypes) {
        return new UserSettings(null, null, nkey, null, Set.of(connectionTypes), false);
    }

    /// Passwords are "hashed" by writing `$2a$11$` in front of them.
    static ConfiguredAuthenticator authenticator(AuthorizationSettings settings) {
        return authenticator(settings, new Accounts(settings));
    }

    static ConfiguredAuthenticator authenticator(AuthorizationSettings settings, Accounts accounts) {
        return new ConfiguredAuthenticator(
                settings, accounts, (password, hash) -> hash.equals("$2a$11$" + new String(password, UTF_8)));
    }

    static Arrival arrival(Kind kind) {
        return new Arrival(
                kind,
                new HostPort("127.0.0.1", 4222),
                "127.0.0.1",
                50_000,
                null,
                kind == Kind.WEBSOCKET ? WebLogin.NONE : null);
    }

    static Attempt attempt() {
        return new Attempt(Kind.TCP, "", "", "", "", "", null, WebLogin.NONE);
    }

    /// What a client brings, step by step.
    record Attempt(
            Kind kind,
            String user,
            String pass,
            String token,
            String nkey,
            String sig,
            @Nullable X509Certificate certificate,
            WebLogin cookies) {
        Attempt by(Kind other) {
            return new Attempt(other, user, pass, token, nkey, sig, certificate, cookies);
        }

        Attempt user(String name, String password) {
            return new Attempt(kind, name, password, token, nkey, sig, certificate, cookies);
        }

        Attempt token(String value) {
            return new Attempt(kind, user, pass, value, nkey, sig, certificate, cookies);
        }

        Attempt nkey(String key, String signature) {
            return new Attempt(kind, user, pass, token, key, signature, certificate, cookies);
        }

        Attempt certificate(X509Certificate shown) {
            return new Attempt(kind, user, pass, token, nkey, sig, shown, cookies);
        }

        Attempt cookies(WebLogin login) {
            return new Attempt(Kind.WEBSOCKET, user, pass, token, nkey, sig, certificate, login);
        }

        LoginAttempt login() {
            return login("", false);
        }

        LoginAttempt login(String account, boolean newAccount) {
            ConnectOptions none = ConnectOptions.INITIAL;
            ConnectOptions options = new ConnectOptions(
                    none.verbose(),
                    none.pedantic(),
                    none.echo(),
                    none.headers(),
                    none.noResponders(),
                    none.tlsRequired(),
                    1,
                    "",
                    "",
                    "",
                    user,
                    pass,
                    token,
                    nkey,
                    "",
                    sig,
                    account,
                    newAccount,
                    "");
            Arrival door = arrival(kind);
            Arrival arrival = new Arrival(
                    kind,
                    door.listener(),
                    door.remoteHost(),
                    door.remotePort(),
                    null,
                    kind == Kind.WEBSOCKET ? cookies : null);
            TlsIdentity tls = certificate == null
                    ? null
                    : new TlsIdentity("1.3", "TLS_AES_128_GCM_SHA256", List.of(certificate), false);
            return new LoginAttempt(options, arrival, tls, NONCE);
        }
    }

    /// Account and label of whoever was let in, or why not; proofs are carried out.
    static String outcome(LoginVerdict verdict) {
        return switch (verdict) {
            case LoginVerdict.Accepted(Identity identity) -> identity.account().name() + " " + identity.label();
            case LoginVerdict.Refused(var why, var reason) -> "refused: " + why + " (" + reason.text() + ")";
            case LoginVerdict.Slow(var proof) -> outcome(proof.get());
        };
    }
}
