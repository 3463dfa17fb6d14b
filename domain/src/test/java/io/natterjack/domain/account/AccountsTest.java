package io.natterjack.domain.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.subject.InvalidMappingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final MappingSettings MAPPING = new MappingSettings("a", List.of(new Destination("b", 100, "")));

    @Test
    void theGlobalAndTheSystemAccountAreAlwaysThere() {
        Accounts accounts = new Accounts(AuthorizationSettings.OPEN);
        assertSame(accounts.global(), accounts.find("$G"));
        assertNotNull(accounts.system());
        assertSame(accounts.system(), accounts.find("$SYS"));
        assertEquals(2, accounts.all().size());
    }

    @Test
    void theSystemAccountCanBeAnyOrNone() {
        Accounts accounts = new Accounts(settings("ADMIN", account("ADMIN", -1)));
        assertSame(accounts.find("ADMIN"), accounts.system());
        accounts.reload(settings(null));
        assertNull(accounts.system());
        assertNull(accounts.find("ADMIN"));
    }

    @Test
    void anAccountThatStaysKeepsItsConnectionsAndFigures() {
        Accounts accounts = new Accounts(settings("$SYS", account("A", -1)));
        Account before = accounts.find("A");
        assertTrue(before != null && before.connect());
        before.figures().received(3, 30);
        accounts.reload(settings("$SYS", account("A", 1, MAPPING)));
        assertSame(before, accounts.find("A"));
        assertEquals(1, before.limits().connectionsMax());
        assertFalse(before.mappings().isEmpty());
        assertFalse(before.connect());
        assertEquals(
                new AccountFigures.Snapshot(3, 30, 0, 0, 0), before.figures().snapshot());
    }

    @Test
    void settingsOfTheGlobalAccountEndWithThem() {
        Accounts accounts = new Accounts(settings("$SYS", account("$G", 5, MAPPING)));
        assertFalse(accounts.global().mappings().isEmpty());
        accounts.reload(settings("$SYS"));
        assertTrue(accounts.global().mappings().isEmpty());
        assertEquals(AccountLimits.NONE, accounts.global().limits());
    }

    @Test
    void aMappingThatCannotBeLeavesEverythingAsItWas() {
        Accounts accounts = new Accounts(settings("$SYS", account("A", 7)));
        MappingSettings wrong = new MappingSettings("a", List.of(new Destination("{{nothing()}}", 100, "")));
        AuthorizationSettings settings = settings("$SYS", account("A", 9), account("B", 9, wrong));
        assertThrows(InvalidMappingException.class, () -> accounts.reload(settings));
        Account unchanged = accounts.find("A");
        assertTrue(unchanged != null && unchanged.limits().connectionsMax() == 7);
        assertNull(accounts.find("B"));
    }

    @Test
    void noMoreClientsThanTheLimitAreInAtATime() {
        Account account = new Account("A", new AccountLimits(2, -1, -1), SubjectMappings.NONE);
        assertTrue(account.connect());
        assertTrue(account.connect());
        assertFalse(account.connect());
        account.disconnected();
        assertTrue(account.connect());
        assertEquals(2, account.connections());
        assertEquals(3, account.connectionsTotal());
    }

    private static AccountSettings account(String name, int connectionsMax, MappingSettings... mappings) {
        return new AccountSettings(name, List.of(), List.of(mappings), connectionsMax, -1, -1, -1, null);
    }

    private static AuthorizationSettings settings(@Nullable String system, AccountSettings... accounts) {
        return new AuthorizationSettings(null, null, List.of(), List.of(accounts), null, system, false, null);
    }
}
