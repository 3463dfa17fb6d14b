package io.natterjack.domain.auth.configured;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Identity.Credential;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.UserSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The users of the configuration, each with the identity it gives.
///
/// **Threading.** Immutable.
final class KnownUsers {
    private final Map<String, KnownUser> byName = new LinkedHashMap<>();
    private final Map<String, KnownUser> byNkey = new LinkedHashMap<>();

    /// @param settings · of the user
    /// @param identity · of everybody who logs in as this user
    record KnownUser(UserSettings settings, Identity identity) {}

    /// @throws IllegalArgumentException if permissions are not well-formed, or an account is not in the registry
    KnownUsers(AuthorizationSettings settings, Accounts accounts) {
        addAll(settings.users(), accounts.global());
        for (AccountSettings each : settings.accounts()) {
            Account account = accounts.find(each.name());
            if (account == null) {
                throw new IllegalArgumentException("no account named " + each.name());
            }
            addAll(each.users(), account);
        }
    }

    private void addAll(List<UserSettings> users, Account account) {
        for (UserSettings user : users) {
            Permissions permissions = Permissions.of(user.permissions());
            String nkey = user.nkey();
            if (nkey != null) {
                byNkey.put(nkey, new KnownUser(user, new Identity(account, Credential.NKEY, nkey, permissions)));
            } else if (user.name() != null) {
                Identity identity = new Identity(account, Credential.USER, user.name(), permissions);
                byName.put(user.name(), new KnownUser(user, identity));
            }
        }
    }

    boolean isEmpty() {
        return byName.isEmpty() && byNkey.isEmpty();
    }

    boolean hasNames() {
        return !byName.isEmpty();
    }

    boolean hasNkeys() {
        return !byNkey.isEmpty();
    }

    @Nullable
    KnownUser named(@Nullable String name) {
        return name == null ? null : byName.get(name);
    }

    @Nullable
    KnownUser withNkey(@Nullable String nkey) {
        return nkey == null ? null : byNkey.get(nkey);
    }

    /// An nkey comes first.
    @Nullable
    KnownUser withNameOrNkey(@Nullable String nameOrNkey) {
        KnownUser user = withNkey(nameOrNkey);
        return user != null ? user : named(nameOrNkey);
    }

    /// Those with a name, in the order of the configuration.
    Collection<KnownUser> named() {
        return byName.values();
    }
}
