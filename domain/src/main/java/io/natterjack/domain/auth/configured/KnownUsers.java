package io.natterjack.domain.auth.configured;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.Accounts;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.auth.Identity.Credential;
import io.natterjack.domain.auth.Permissions;
import io.natterjack.domain.auth.ProvenSecret;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.UserSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The users of the configuration, each with the identity it gives.
///
/// **Threading.** Immutable.
final class KnownUsers {
    private final Map<String, KnownUser> byName = new LinkedHashMap<>();
    private final Map<String, KnownUser> byNkey = new LinkedHashMap<>();

    /// @param settings · of the user
    /// @param identity · of everybody who logs in as this user
    record KnownUser(UserSettings settings, Identity identity) {
        /// Plain or bcrypt; empty for somebody who is known by certificate alone.
        String password() {
            return Objects.requireNonNullElse(settings.password(), "");
        }
    }

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
                byNkey.put(
                        nkey,
                        new KnownUser(
                                user,
                                new Identity(account, Credential.NKEY, nkey, permissions, ProvenSecret.of(nkey))));
            } else if (user.name() != null) {
                ProvenSecret password = ProvenSecret.of(Objects.requireNonNullElse(user.password(), ""));
                Identity identity = new Identity(account, Credential.USER, user.name(), permissions, password);
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

    boolean has(String nameOrNkey) {
        return byName.containsKey(nameOrNkey) || byNkey.containsKey(nameOrNkey);
    }

    /// Those with a name, in the order of the configuration.
    Collection<KnownUser> named() {
        return byName.values();
    }
}
