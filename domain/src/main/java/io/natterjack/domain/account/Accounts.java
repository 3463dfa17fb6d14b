package io.natterjack.domain.account;

import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final @Nullable String cluster;
    private final Account global = new Account(GLOBAL, AccountLimits.NONE, SubjectMappings.NONE);
    private volatile Map<String, Account> byName = Map.of(GLOBAL, global);
    private volatile @Nullable Account system;

    /// Of a server outside a cluster.
    public Accounts(AuthorizationSettings settings) {
        this(settings, null);
    }

    /// @param cluster · the one this server is in; null outside a cluster. Mappings may be meant for one cluster only
    /// @throws io.natterjack.domain.subject.InvalidMappingException if a mapping is not well-formed
    public Accounts(AuthorizationSettings settings, @Nullable String cluster) {
        this.cluster = cluster;
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

    /// The global account first, then in the order of the configuration.
    public Collection<Account> all() {
        return byName.values();
    }

    /// Takes on new settings, all or nothing. Accounts that stay keep their subscriptions and figures; those that go
    /// are found no more, and live on only in the sessions that have not been closed yet.
    ///
    /// @throws io.natterjack.domain.subject.InvalidMappingException if a mapping is not well-formed; nothing has
    ///         changed then
    public void reload(AuthorizationSettings settings) {
        Map<String, Account> before = byName;
        SequencedMap<String, AccountSettings> wanted = wanted(settings);
        List<SubjectMappings> mappings = wanted.values().stream()
                .map(each -> SubjectMappings.of(each.mappings(), cluster))
                .toList();
        SequencedMap<String, Account> after = new LinkedHashMap<>();
        Iterator<SubjectMappings> next = mappings.iterator();
        for (AccountSettings each : wanted.values()) {
            Account account = before.get(each.name());
            AccountLimits limits = AccountLimits.of(each);
            if (account == null) {
                account = new Account(each.name(), limits, next.next());
            } else {
                account.reload(limits, next.next());
            }
            after.put(each.name(), account);
        }
        String systemName = settings.systemAccount();
        system = systemName == null ? null : after.get(systemName);
        byName = Collections.unmodifiableSequencedMap(after);
    }

    /// What is in the settings, and what is always there.
    private static SequencedMap<String, AccountSettings> wanted(AuthorizationSettings settings) {
        SequencedMap<String, AccountSettings> wanted = new LinkedHashMap<>();
        wanted.put(GLOBAL, new AccountSettings(GLOBAL, List.of(), List.of()));
        settings.accounts().forEach(each -> wanted.put(each.name(), each));
        String system = settings.systemAccount();
        if (system != null) {
            wanted.putIfAbsent(system, new AccountSettings(system, List.of(), List.of()));
        }
        return wanted;
    }
}
