package io.natterjack.domain.auth.configured;

import static io.natterjack.domain.auth.configured.Logins.attempt;
import static io.natterjack.domain.auth.configured.Logins.authenticator;
import static io.natterjack.domain.auth.configured.Logins.outcome;
import static io.natterjack.domain.auth.configured.Logins.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.LoginVerdict.Accepted;
import io.natterjack.domain.auth.SubscribeVerdict;
import io.natterjack.domain.auth.configured.Logins.Attempt;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReloadedUsersTest {
    private final Attempt alice = attempt().user("alice", "secret");
    private final Accounts accounts = new Accounts(settings("A", user("alice", "$2a$11$secret")));

    @Test
    void whoHasProvedItsPasswordOnceNeedNotProveItAgain() {
        LoginVerdict verdict = reload(settings("A", user("alice", "$2a$11$secret")));
        assertInstanceOf(Accepted.class, verdict);
        assertEquals("A user:alice", outcome(verdict));
    }

    @Test
    void anotherPasswordHasToBeProved() {
        assertEquals("A user:alice", outcome(reload(settings("A", user("alice", "secret")))));
        assertEquals(
                "refused: password does not match (Authentication Failure)",
                outcome(reload(settings("A", user("alice", "$2a$11$other")))));
    }

    @Test
    void aUserThatIsGoneOrInAnotherAccountIsClosedWithoutAnError() {
        String closed = "refused: user is gone, or in another account (Client Closed)";
        assertEquals(closed, outcome(reload(settings("A", user("bob", "secret")))));
        assertEquals(closed, outcome(reload(settings("B", user("alice", "$2a$11$secret")))));
    }

    @Test
    void permissionsAreThoseOfNow() {
        PermissionSettings permissions = new PermissionSettings(List.of(), List.of(), List.of("a"), List.of(), null);
        UserSettings restricted = new UserSettings("alice", "$2a$11$secret", null, permissions, Set.of(), false);
        Accepted accepted = assertInstanceOf(Accepted.class, reload(settings("A", restricted)));
        assertEquals(SubscribeVerdict.DENIED, accepted.identity().permissions().maySubscribe("b", null));
    }

    @Test
    void connectionTypesAreThoseOfNow() {
        assertEquals(
                "refused: connection type not allowed (Authentication Failure)",
                outcome(reload(settings("A", user("alice", "$2a$11$secret", "WEBSOCKET")))));
    }

    @Test
    void whoCameUnaskedMayBeAskedNow() {
        Accounts open = new Accounts(AuthorizationSettings.OPEN);
        Identity before = accepted(
                authenticator(AuthorizationSettings.OPEN, open).decide(attempt().login()));
        AuthorizationSettings asking =
                new AuthorizationSettings("token", null, List.of(), List.of(), null, "$SYS", false, null);
        open.reload(asking);
        assertEquals(
                "refused: password does not match (Authentication Failure)",
                outcome(authenticator(asking, open).refresh(before, attempt().login())));
        assertEquals(
                "$G token",
                outcome(authenticator(asking, open)
                        .refresh(before, attempt().token("token").login())));
    }

    /// Of the two names, only the proof counts: an unproven name is not the user's.
    @Test
    void aNameThatNobodyAskedForProvesNothing() {
        Accounts open = new Accounts(AuthorizationSettings.OPEN);
        Attempt claim = attempt().user("alice", "guess");
        Identity before =
                accepted(authenticator(AuthorizationSettings.OPEN, open).decide(claim.login()));
        AuthorizationSettings asking = new AuthorizationSettings(
                null, null, List.of(user("alice", "secret")), List.of(), null, "$SYS", false, null);
        assertEquals(
                "refused: password does not match (Authentication Failure)",
                outcome(authenticator(asking, open).refresh(before, claim.login())));
    }

    private LoginVerdict reload(AuthorizationSettings settings) {
        AuthorizationSettings initial = settings("A", user("alice", "$2a$11$secret"));
        accounts.reload(initial);
        Identity before = accepted(authenticator(initial, accounts).decide(alice.login()));
        accounts.reload(settings);
        Authenticator after = authenticator(settings, accounts);
        return after.refresh(before, alice.login());
    }

    private static Identity accepted(LoginVerdict verdict) {
        return switch (verdict) {
            case Accepted(Identity identity) -> identity;
            case LoginVerdict.Slow(var proof) -> accepted(proof.get());
            case LoginVerdict.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static AuthorizationSettings settings(String account, UserSettings user) {
        return new AuthorizationSettings(
                null,
                null,
                List.of(),
                List.of(new AccountSettings(account, List.of(user), List.of())),
                null,
                "$SYS",
                false,
                null);
    }
}
