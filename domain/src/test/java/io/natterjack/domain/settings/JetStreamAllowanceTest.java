package io.natterjack.domain.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.ports.storage.stream.Durability;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which accounts may store something.
final class JetStreamAllowanceTest {
    private static final JetStreamAllowance SOME =
            new JetStreamAllowance(new JetStreamLimits(0, 1 << 20, 5, 5, 10, 0, 0, true), Map.of());
    private static final JetStreamSettings ON = new JetStreamSettings(
            new Store(Store.FILE, "/tmp/nats/jetstream", Durability.DISK, 120_000_000_000L, Map.of(), Map.of()),
            1 << 30,
            1 << 30,
            "",
            true,
            "",
            AssetLimits.DEFAULT,
            BatchLimits.DEFAULT,
            QueueLimits.DEFAULT);

    @Test
    void the_global_account_stores_anything_on_a_server_without_accounts() {
        assertEquals(JetStreamAllowance.UNLIMITED, settings(ON).jetStreamOf("$G"));
        assertNull(settings(ON).jetStreamOf("$SYS"));
    }

    @Test
    void a_configured_system_account_changes_nothing_about_that() {
        assertEquals(
                JetStreamAllowance.UNLIMITED, settings(ON, account("SYS", null)).jetStreamOf("$G"));
        assertNull(settings(ON, account("SYS", SOME)).jetStreamOf("SYS"));
    }

    @Test
    void with_other_accounts_only_those_store_something_that_are_told_so() {
        BrokerSettings settings = settings(ON, account("A", SOME), account("B", null));

        assertEquals(SOME, settings.jetStreamOf("A"));
        assertNull(settings.jetStreamOf("B"));
        assertNull(settings.jetStreamOf("$G"));
    }

    @Test
    void without_jetstream_nobody_stores_anything() {
        BrokerSettings settings = settings(null, account("A", SOME));

        assertNull(settings.jetStreamOf("A"));
        assertNull(settings.jetStreamOf("$G"));
    }

    private static AccountSettings account(String name, @Nullable JetStreamAllowance jetStream) {
        return new AccountSettings(name, List.of(), List.of(), -1, -1, -1, -1, jetStream);
    }

    private static BrokerSettings settings(@Nullable JetStreamSettings jetStream, AccountSettings... accounts) {
        boolean configured =
                Arrays.stream(accounts).anyMatch(each -> each.name().equals("SYS"));
        return new BrokerSettings(
                new ServerIdentity("N", "n", "2.14.3", "", "java", true, null, List.of(), Map.of(), "X", null),
                Limits.DEFAULT,
                new AuthorizationSettings(
                        null, null, List.of(), List.of(accounts), null, configured ? "SYS" : "$SYS", false, null),
                TraceSettings.OFF,
                DoorSettings.PLAIN,
                DoorSettings.PLAIN,
                jetStream);
    }
}
