package io.natterjack.domain.auth.configured;

import static io.natterjack.domain.auth.configured.Logins.arrival;
import static io.natterjack.domain.auth.configured.Logins.attempt;
import static io.natterjack.domain.auth.configured.Logins.authenticator;
import static io.natterjack.domain.auth.configured.Logins.nkeyUser;
import static io.natterjack.domain.auth.configured.Logins.outcome;
import static io.natterjack.domain.auth.configured.Logins.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.auth.Authenticator;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.LoginVerdict;
import io.natterjack.domain.auth.certificate.Certificates;
import io.natterjack.domain.auth.configured.Logins.Attempt;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.ports.session.Arrival.Kind;
import io.natterjack.ports.session.WebLogin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfiguredAuthenticatorTest {
    private static final String NKEY = "UAJ6SBXZPR3VMIHDTX2MEJENTBWAFOTDRRISQXM5ZZL6UTGCZ7CF7A7Q";
    private static final String SIGNATURE =
            "2XQuHmRNXsa5Z6VunbJCafq31B-YLfysBKrboka2WWjCIUBn4Vxab6Wc7m--dGxCDZvcftfTwfHDnBNBModvBw";
    private static final String OTHER_NKEY = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

    @Test
    void aServerThatAsksForNothingLetsEverybodyIn() {
        Authenticator open = authenticator(AuthorizationSettings.OPEN);
        assertFalse(open.required(arrival(Kind.TCP)));
        assertFalse(open.needsNonce());
        assertNotNull(open.anonymous(arrival(Kind.TCP)));
        assertEquals("$G ", outcome(open.decide(attempt().login())));
        assertEquals(
                "$G user:anybody",
                outcome(open.decide(attempt().user("anybody", "x").login())));
        assertEquals("$G token", outcome(open.decide(attempt().token("x").login())));
    }

    @Test
    void historicAccountNamesAreRefused() {
        Authenticator open = authenticator(AuthorizationSettings.OPEN);
        assertTrue(outcome(open.decide(attempt().login("A", false))).startsWith("refused"));
        assertTrue(outcome(open.decide(attempt().login("", true))).startsWith("refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "secret,secret,true",
        "secret,secre,false",
        "secret,'',false",
        "$2a$11$secret,secret,true",
        "$2a$11$secret,$2a$11$secret,false",
        "$2a$11$secret,other,false"
    })
    void aTokenIsPlainOrHashed(String configured, String given, boolean in) {
        Authenticator authenticator = authenticator(settings(configured, null, List.of(), null));
        assertEquals(
                in,
                outcome(authenticator.decide(attempt().token(given).login())).equals("$G token"));
        assertNull(authenticator.anonymous(arrival(Kind.TCP)));
    }

    @ParameterizedTest
    @CsvSource({"single,secret,true", "single,wrong,false", "other,secret,false", "'',secret,false", "'','',false"})
    void theOneUserHasAPassword(String name, String password, boolean in) {
        Authenticator authenticator = authenticator(settings(null, user("single", "secret"), List.of(), null));
        assertEquals(
                in,
                outcome(authenticator.decide(attempt().user(name, password).login()))
                        .equals("$G user:single"));
    }

    @Test
    void usersBelongToTheirAccount() {
        AuthorizationSettings settings = new AuthorizationSettings(
                null,
                null,
                List.of(user("global", "g")),
                List.of(new AccountSettings("A", List.of(user("alice", "$2a$11$a")), List.of())),
                null,
                "$SYS",
                false,
                null);
        Authenticator authenticator = authenticator(settings);
        assertTrue(authenticator.required(arrival(Kind.TCP)));
        assertEquals(
                "$G user:global",
                outcome(authenticator.decide(attempt().user("global", "g").login())));
        assertEquals(
                "A user:alice",
                outcome(authenticator.decide(attempt().user("alice", "a").login())));
        assertInstanceOf(
                LoginVerdict.Slow.class,
                authenticator.decide(attempt().user("alice", "a").login()));
        assertTrue(outcome(authenticator.decide(attempt().user("alice", "g").login()))
                .startsWith("refused"));
        assertTrue(outcome(authenticator.decide(attempt().token("a").login())).startsWith("refused"));
        assertTrue(outcome(authenticator.decide(attempt().login())).startsWith("refused"));
    }

    @Test
    void anNkeyIsProvedByASignatureOfTheNonce() {
        Authenticator authenticator = authenticator(settings(null, null, List.of(nkeyUser(NKEY)), null));
        assertTrue(authenticator.needsNonce());
        assertEquals(
                "$G nkey:" + NKEY,
                outcome(authenticator.decide(attempt().nkey(NKEY, SIGNATURE).login())));
        String padded = SIGNATURE.replace('-', '+').replace('_', '/') + "==";
        assertEquals(
                "$G nkey:" + NKEY,
                outcome(authenticator.decide(attempt().nkey(NKEY, padded).login())));
        assertRefused("Signature missing", authenticator, attempt().nkey(NKEY, ""));
        assertRefused("Signature not valid base64", authenticator, attempt().nkey(NKEY, "?"));
        assertRefused("Signature not verified", authenticator, attempt().nkey(NKEY, "AAAA" + SIGNATURE.substring(4)));
        assertRefused("no such nkey", authenticator, attempt().nkey(OTHER_NKEY, SIGNATURE));
    }

    @Test
    void noAuthUserTakesThoseWithoutCredentials() {
        Authenticator authenticator =
                authenticator(settings(null, null, List.of(user("guest", "$2a$11$x"), user("u", "p")), "guest"));
        assertFalse(authenticator.required(arrival(Kind.TCP)));
        assertEquals("$G user:guest", outcome(authenticator.decide(attempt().login())));
        Identity silent = authenticator.anonymous(arrival(Kind.TCP));
        assertTrue(silent != null && silent.name().equals("guest"));
        assertEquals(
                "$G user:u",
                outcome(authenticator.decide(attempt().user("u", "p").login())));
        assertTrue(
                outcome(authenticator.decide(attempt().user("u", "x").login())).startsWith("refused"));
        assertTrue(outcome(authenticator.decide(attempt().token("x").login())).startsWith("refused"));
        assertTrue(
                outcome(authenticator.decide(attempt().user("", "x").login())).startsWith("refused"));
    }

    @Test
    void anNkeyMayBeTheNoAuthUserButNotForThoseWhoNeverConnect() {
        Authenticator authenticator = authenticator(settings(null, null, List.of(nkeyUser(NKEY)), NKEY));
        assertEquals("$G nkey:" + NKEY, outcome(authenticator.decide(attempt().login())));
        assertNull(authenticator.anonymous(arrival(Kind.TCP)));
    }

    @Test
    void noAuthUserIsHeldToItsConnectionTypes() {
        Authenticator authenticator =
                authenticator(settings(null, null, List.of(user("guest", "x", "WEBSOCKET")), "guest"));
        assertNull(authenticator.anonymous(arrival(Kind.TCP)));
        assertNull(authenticator.anonymous(arrival(Kind.IN_PROCESS)));
        assertNotNull(authenticator.anonymous(arrival(Kind.WEBSOCKET)));
        assertRefused("connection type not allowed", authenticator, attempt());
        assertEquals(
                "$G user:guest",
                outcome(authenticator.decide(attempt().by(Kind.WEBSOCKET).login())));
    }

    @ParameterizedTest
    @CsvSource({
        "STANDARD,TCP,true",
        "STANDARD,WEBSOCKET,false",
        "STANDARD,IN_PROCESS,false",
        "WEBSOCKET,TCP,false",
        "IN_PROCESS,IN_PROCESS,true",
        "MQTT,TCP,false"
    })
    void usersAreHeldToTheirConnectionTypes(String allowed, Kind kind, boolean in) {
        Authenticator users = authenticator(settings(null, null, List.of(user("u", "p", allowed)), null));
        assertEquals(
                in,
                outcome(users.decide(attempt().by(kind).user("u", "p").login())).equals("$G user:u"));
        Authenticator nkeys = authenticator(settings(null, null, List.of(nkeyUser(NKEY, allowed)), null));
        assertEquals(
                in,
                outcome(nkeys.decide(attempt().by(kind).nkey(NKEY, SIGNATURE).login()))
                        .startsWith("$G nkey"));
    }

    @Test
    void aUserBehindAProxyDoesNotComeDirectly() {
        UserSettings behind = new UserSettings("u", "p", null, null, Set.of(), true);
        Authenticator authenticator = authenticator(settings(null, null, List.of(behind), "u"));
        assertEquals(
                "refused: proxy connection required (Proxy Required)",
                outcome(authenticator.decide(attempt().user("u", "p").login())));
        assertNull(authenticator.anonymous(arrival(Kind.TCP)));
    }

    @Test
    void webSocketClientsBringCredentialsInCookies() {
        Authenticator authenticator = authenticator(settings(null, null, List.of(user("u", "p")), null));
        Attempt cookies = attempt().cookies(new WebLogin("", "u", "p", ""));
        assertEquals("$G user:u", outcome(authenticator.decide(cookies.login())));
        assertTrue(outcome(authenticator.decide(cookies.user("u", "wrong").login()))
                .startsWith("refused"));
    }

    @Test
    void theWebSocketListenerMayAskForSomethingElse() {
        ListenerAuthorization web = new ListenerAuthorization("web", "w", null, null, 0, false);
        Authenticator authenticator =
                authenticator(new AuthorizationSettings("token", null, List.of(), List.of(), null, "$SYS", false, web));
        Attempt viaWeb = attempt().by(Kind.WEBSOCKET);
        assertEquals(
                "$G user:web",
                outcome(authenticator.decide(viaWeb.user("web", "w").login())));
        assertTrue(outcome(authenticator.decide(viaWeb.token("token").login())).startsWith("refused"));
        assertEquals(
                "$G token",
                outcome(authenticator.decide(attempt().token("token").login())));
        assertTrue(outcome(authenticator.decide(attempt().user("web", "w").login()))
                .startsWith("refused"));
    }

    @Test
    void anOpenServerMayStillAskAtItsWebSocketListener() {
        ListenerAuthorization web = new ListenerAuthorization(null, null, "token", null, 0, false);
        Authenticator authenticator =
                authenticator(new AuthorizationSettings(null, null, List.of(), List.of(), null, "$SYS", false, web));
        assertTrue(authenticator.required(arrival(Kind.WEBSOCKET)));
        assertFalse(authenticator.required(arrival(Kind.TCP)));
        assertNull(authenticator.anonymous(arrival(Kind.WEBSOCKET)));
        assertEquals(
                "$G token",
                outcome(authenticator.decide(
                        attempt().by(Kind.WEBSOCKET).token("token").login())));
    }

    @ParameterizedTest
    @CsvSource({"SYS,false,true", "SYS,true,false", "OTHER,false,false"})
    void usersOfTheSystemAccountAloneLeaveTheGlobalAccountOpen(String account, boolean block, boolean open) {
        AccountSettings users = new AccountSettings(account, List.of(user("s", "s")), List.of());
        Authenticator authenticator = authenticator(
                new AuthorizationSettings(null, null, List.of(), List.of(users), null, "SYS", false, block, null));
        assertEquals(open, authenticator.anonymous(arrival(Kind.TCP)) != null);
        assertEquals(open, outcome(authenticator.decide(attempt().login())).equals("$G "));
        assertTrue(authenticator.required(arrival(Kind.TCP)));
        assertEquals(
                account + " user:s",
                outcome(authenticator.decide(attempt().user("s", "s").login())));
        assertTrue(
                outcome(authenticator.decide(attempt().user("x", "x").login())).startsWith("refused"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "names | alice@acme.com",
                "names | second@acme.com",
                "names | alice.acme.com",
                "names | spiffe://acme/alice",
                "names | CN=alice",
                "components | DC=com,DC=acme,C=US,O=acme,OU=dev,OU=ops,CN=bob",
                "components | CN=bob,OU=dev+OU=ops,O=acme,C=US,DC=com,DC=acme",
                "components | CN=bob,OU=dev+OU=ops,O=acme,C=US",
                "multi | OU=dev+CN=carol,O=acme",
                "foreign | CN=eve,O=acme",
            })
    void aCertificateNamesItsUser(String certificate, String name) {
        Authenticator authenticator = authenticator(mapping(user(name, "", "STANDARD"), user("CN=ghost", "")));
        Attempt shown = attempt().certificate(Certificates.read(certificate));
        assertEquals("$G user:" + name, outcome(authenticator.decide(shown.login())));
        assertEquals(
                "$G user:" + name,
                outcome(authenticator.decide(shown.user("ignored", "").login())));
        assertRefused("password does not match", authenticator, shown.user("", "sent"));
    }

    @Test
    void withoutAFittingCertificateNobodyIsMapped() {
        Authenticator authenticator = authenticator(mapping(user("CN=alice", ""), user("web", "", "WEBSOCKET")));
        assertRefused("no user for this certificate", authenticator, attempt().user("CN=alice", ""));
        assertRefused("no user for this certificate", authenticator, attempt().certificate(Certificates.read("multi")));
        Attempt viaWeb = attempt().by(Kind.WEBSOCKET);
        assertRefused("User \"CN=alice\" requires a client certificate", authenticator, viaWeb.user("CN=alice", ""));
        assertEquals(
                "$G user:web",
                outcome(authenticator.decide(viaWeb.user("web", "").login())));
    }

    @Test
    void theWebSocketListenerMapsCertificatesByItself() {
        ListenerAuthorization web = new ListenerAuthorization(null, null, null, null, 0, true);
        Authenticator authenticator = authenticator(new AuthorizationSettings(
                null, null, List.of(user("CN=alice", "")), List.of(), null, "$SYS", false, web));
        Attempt shown = attempt().certificate(Certificates.read("names"));
        assertEquals(
                "$G user:CN=alice",
                outcome(authenticator.decide(shown.by(Kind.WEBSOCKET).login())));
        assertRefused("User \"CN=alice\" requires a client certificate", authenticator, shown.user("CN=alice", ""));
    }

    private static AuthorizationSettings mapping(UserSettings... users) {
        return new AuthorizationSettings(null, null, List.of(users), List.of(), null, "$SYS", true, null);
    }

    private static AuthorizationSettings settings(
            @Nullable String token, @Nullable UserSettings single, List<UserSettings> users, @Nullable String noAuth) {
        return new AuthorizationSettings(token, single, users, List.of(), noAuth, "$SYS", false, null);
    }

    private static void assertRefused(String why, Authenticator authenticator, Attempt attempt) {
        assertEquals("refused: " + why + " (Authentication Failure)", outcome(authenticator.decide(attempt.login())));
    }
}
