package io.natterjack.domain.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.ports.session.CloseReason;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What becomes of clients when the configuration changes under them.
final class ReloadTest {
    @Test
    void whoIsStillAUserStays() {
        TestBroker broker = new TestBroker(Limits.DEFAULT, users("ann", null));
        TestClient ann = broker.client("\"user\":\"ann\",\"pass\":\"secret\",").says("SUB a 1\r\n");

        broker.reload(Limits.DEFAULT, users("ann", null));

        assertNull(ann.closedFor());
        assertEquals("MSG a 1 0\r\n\r\n", ann.says("PUB a 0\r\n\r\n").hears());
    }

    @Test
    void whoIsNoUserAnyMoreGoes() {
        TestBroker broker = new TestBroker(Limits.DEFAULT, users("ann", null));
        TestClient ann = broker.client("\"user\":\"ann\",\"pass\":\"secret\",");

        broker.reload(Limits.DEFAULT, users("bob", null));

        assertEquals(CloseReason.CLIENT_CLOSED, ann.closedFor());
        assertEquals(0, broker.broker().accounts().global().subscriptions());
    }

    @Test
    void aSubscriptionThatIsNotAllowedAnyMoreEnds() {
        TestBroker broker = new TestBroker(Limits.DEFAULT, users("ann", null));
        TestClient ann = broker.client("\"user\":\"ann\",\"pass\":\"secret\",").says("SUB a 1\r\nSUB b 2\r\n");

        broker.reload(Limits.DEFAULT, users("ann", new PermissionSettings(null, List.of(), null, List.of("a"), null)));

        assertEquals("-ERR 'Permissions Violation for Subscription to \"a\" (sid \"1\")'\r\n", ann.hears());
        assertEquals(1, broker.broker().accounts().global().subscriptions());
    }

    @Test
    void anAccountThatIsGoneIsForgottenByItsLanes() {
        TestBroker broker = new TestBroker(Limits.DEFAULT, account("TEAM"));
        broker.client("\"user\":\"ann\",\"pass\":\"secret\",").says("PUB a 0\r\n\r\n");
        Account team = Objects.requireNonNull(broker.broker().accounts().find("TEAM"));
        broker.reload(Limits.DEFAULT, account("TEAM"));
        assertTrue(broker.scope().remembers(team), "it is still there");

        broker.reload(Limits.DEFAULT, account("OTHERS"));

        assertFalse(broker.scope().remembers(team));
    }

    @Test
    void clientsBeyondALoweredLimitGo() {
        TestBroker broker = new TestBroker();
        TestClient ann = broker.client();
        TestClient bob = broker.client();

        broker.reload(limitedTo(1), AuthorizationSettings.OPEN);

        List<TestClient> closed =
                Stream.of(ann, bob).filter(each -> each.closedFor() != null).toList();
        assertEquals(1, closed.size());
        assertEquals(
                "-ERR 'maximum connections exceeded'\r\n", closed.getFirst().hears());
    }

    private static AuthorizationSettings users(String name, @Nullable PermissionSettings permissions) {
        UserSettings user = new UserSettings(name, "secret", null, permissions, Set.of(), false);
        return new AuthorizationSettings(null, null, List.of(user), List.of(), null, "$SYS", false, null);
    }

    private static AuthorizationSettings account(String name) {
        UserSettings user = new UserSettings("ann", "secret", null, null, Set.of(), false);
        AccountSettings account = new AccountSettings(name, List.of(user), List.of());
        return new AuthorizationSettings(null, null, List.of(), List.of(account), null, "$SYS", false, null);
    }

    private static Limits limitedTo(int connections) {
        Limits d = Limits.DEFAULT;
        return new Limits(
                d.controlLineBytesMax(),
                d.payloadBytesMax(),
                d.pendingBytesMax(),
                connections,
                d.subscriptionsMax(),
                d.subjectTokensMax(),
                d.pingIntervalNanos(),
                d.pingsOutstandingMax(),
                d.authTimeoutNanos(),
                d.writeDeadlineNanos(),
                d.closedConnectionsMax(),
                d.lameDuckNanos(),
                d.lameDuckGraceNanos(),
                d.fastProducerStall());
    }
}
