package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.AuthorizationSettings.ListenerAuthorization;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads who may come in: users, tokens and accounts.
///
/// Users of the server and of its accounts share one set of names. A single user or a token excludes them. Which of the
/// two blocks is to blame depends on which comes second.
public final class SecuritySection implements Section {
    private static final String DEFAULT_SYSTEM_ACCOUNT = "$SYS";

    private final List<UserSettings> users = new ArrayList<>();
    private final List<AccountSettings> accounts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final DefaultDomains defaultDomains = new DefaultDomains();
    private String user = "";
    private String password = "";
    private String token = "";
    private String noAuthUser = "";
    private String systemAccount = "";
    private boolean noSystemAccount;
    private boolean blockDefined;
    private double timeoutSeconds;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "authorization" -> authorization(entry);
            case "accounts" -> AccountsReader.read(entry, this::account);
            case "mappings", "maps" ->
                accounts.add(new AccountSettings(AccountsReader.GLOBAL_ACCOUNT, List.of(), MappingsReader.read(entry)));
            case "default_js_domain" -> defaultDomains.read(entry);
            case "no_auth_user" -> noAuthUser = entry.text();
            case "system_account", "system" -> systemAccount = systemAccount(entry);
            case "no_system_account", "no_system", "no_sys_acc" -> noSystemAccount = entry.truth();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifText("user", value -> user = value);
        flags.ifText("pass", value -> password = value);
        flags.ifText("auth", value -> token = value);
    }

    private static String systemAccount(Entry entry) {
        if (entry.value() instanceof Value.Text text) {
            return text.text();
        }
        throw entry.bad("system account name must be a string");
    }

    private void authorization(Entry entry) {
        AuthorizationBlock block = AuthorizationBlock.read(entry);
        blockDefined = true;
        user = block.user();
        password = block.password();
        token = block.token();
        timeoutSeconds = block.timeoutSeconds();
        if ((!user.isEmpty() || !password.isEmpty()) && !token.isEmpty()) {
            throw entry.bad("Cannot have a user/pass and token");
        }
        List<UserSettings> more = block.users();
        if (more != null || !names.isEmpty()) {
            if (!user.isEmpty()) {
                throw entry.bad("Can not have a single user/pass and a users array");
            }
            if (!token.isEmpty()) {
                throw entry.bad("Can not have a token and a users array");
            }
        }
        if (more != null) {
            more.forEach(one -> claimName(entry, one));
            users.addAll(more);
        }
    }

    private void account(AccountSettings account, Entry blamed) {
        if (!account.users().isEmpty()) {
            if (!user.isEmpty()) {
                throw blamed.bad("Can not have a single user/pass and accounts");
            }
            if (!token.isEmpty()) {
                throw blamed.bad("Can not have a token and accounts");
            }
            account.users().forEach(one -> claimName(blamed, one));
        }
        accounts.add(account);
    }

    private void claimName(Entry blamed, UserSettings one) {
        String nkey = one.nkey();
        String name = nkey == null ? Objects.requireNonNullElse(one.name(), "") : nkey;
        if (!names.add(name)) {
            throw blamed.bad("Duplicate " + (nkey == null ? "user " : "nkey ") + GoQuoted.text(name) + " detected");
        }
    }

    /// @return seconds; 0 if not set
    public double timeoutSeconds() {
        return timeoutSeconds;
    }

    /// @return null if none is configured
    public @Nullable String systemAccount() {
        return systemAccount.isEmpty() ? null : systemAccount;
    }

    /// @param mapCertificates · the client certificate says who the user is
    /// @param webSocket       · null if WebSocket clients are asked for the same as others
    /// @param jetStream       · the server has JetStream, which does not go without a system account
    public AuthorizationSettings settings(
            boolean mapCertificates, @Nullable ListenerAuthorization webSocket, boolean jetStream) {
        UserSettings single = user.isEmpty() ? null : new UserSettings(user, password, null, null, Set.of(), false);
        boolean none = noSystemAccount && !jetStream;
        String system = systemAccount.isEmpty() ? (none ? null : DEFAULT_SYSTEM_ACCOUNT) : systemAccount;
        return new AuthorizationSettings(
                token.isEmpty() ? null : token,
                single,
                users,
                defaultDomains.applied(accounts, system == null ? DEFAULT_SYSTEM_ACCOUNT : system),
                noAuthUser.isEmpty() ? null : noAuthUser,
                system,
                mapCertificates,
                blockDefined,
                webSocket);
    }
}
