package io.natterjack.domain.account;

import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Every account of the server, by name.
///
/// The global account is always there: it takes everybody whose user belongs to no other. So is the system account,
/// unless it has been switched off.
///
/// **Threading.** [#reload] is called by one thread at a time; everything else by any thread.
public final class Accounts {
    /// Name of the account of those who have none.
    public static final String GLOBAL = "$G";

    private final Account global = new Account(GLOBAL, AccountLimits.NONE, SubjectMappings.NONE);
    private volatile Map<String, Account> byName = Map.of(GLOBAL, global);
    private volatile @Nullable Account system;

    public Accounts(AuthorizationSettings settings) {
        reload(settings);
    }

    public Account global() {
        return global;
    }

    /// Null if it is switched off.
    public @Nullable Account system() {
        return system;
    }

    public @Nullable Account find(String name) {
        return byName.get(name);
    }

    /// In the order of the configuration, the global account first.
    public Collection<Account> all() {
        return byName.values();
    }

    /// Takes on new settings. Accounts that stay keep their subscriptions and figures; those that go are found no
    /// more, and live on only in the sessions that have not been closed yet.
    public void reload(AuthorizationSettings settings) {
        Map<String, Account> before = byName;
        SequencedMap<String, Account> after = new LinkedHashMap<>();
        after.put(GLOBAL, global);
        for (AccountSettings each : settings.accounts()) {
            Account account = before.get(each.name());
            if (account == null) {
                account = new Account(each.name(), AccountLimits.of(each), SubjectMappings.NONE);
            } else {
                account.reload(AccountLimits.of(each), SubjectMappings.NONE);
            }
            after.put(each.name(), account);
        }
        String systemName = settings.systemAccount();
        if (systemName != null && !after.containsKey(systemName)) {
            Account kept = before.get(systemName);
            after.put(
                    systemName,
                    kept != null ? kept : new Account(systemName, AccountLimits.NONE, SubjectMappings.NONE));
        }
        system = systemName == null ? null : after.get(systemName);
        byName = after;
    }
}
