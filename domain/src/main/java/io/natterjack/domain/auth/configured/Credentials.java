package io.natterjack.domain.auth.configured;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Identity.Credential;
import io.natterjack.domain.auth.LoginAttempt;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.ProvenSecret;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.session.WebLogin;

/// What a client brought to prove itself: its CONNECT, and where that says nothing, the cookies of its HTTP request.
/// Texts that were left out are empty.
record Credentials(String user, String password, String token, String nkey, String signature) {
    static Credentials of(LoginAttempt attempt) {
        ConnectOptions said = attempt.options();
        WebLogin web = attempt.arrival().web();
        WebLogin cookies = web == null ? WebLogin.NONE : web;
        return new Credentials(
                or(said.user(), cookies.user()),
                or(said.pass(), cookies.password()),
                or(said.authToken(), cookies.token()),
                said.nkey(),
                said.sig());
    }

    private static String or(String said, String cookie) {
        return said.isEmpty() ? cookie : said;
    }

    /// Whether there is no user, password or token. An nkey is looked at before.
    boolean none() {
        return user.isEmpty() && password.isEmpty() && token.isEmpty();
    }

    /// Somebody who may do everything in an account, under the name it gives itself.
    Identity unproven(Account account) {
        if (!nkey.isEmpty()) {
            return unproven(account, Credential.NKEY, nkey);
        }
        if (!user.isEmpty()) {
            return unproven(account, Credential.USER, user);
        }
        return unproven(account, token.isEmpty() ? Credential.NONE : Credential.TOKEN, "");
    }

    private static Identity unproven(Account account, Credential credential, String name) {
        return new Identity(account, credential, name, Permissions.ALL, ProvenSecret.NONE);
    }
}
