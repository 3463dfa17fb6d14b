package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.jetstream.AccountAllowance;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the block `accounts`: an array of names, or a map from names to what the accounts hold.
final class AccountsReader {
    static final String GLOBAL_ACCOUNT = "$G";

    private AccountsReader() {}

    /// Hands over each account together with the entry of its users, or its own if it has none.
    static void read(Entry accounts, BiConsumer<AccountSettings, Entry> take) {
        switch (accounts.value()) {
            case Value.Sequence _ -> names(accounts, take);
            case Block _ ->
                accounts.each(account -> {
                    if (!account.token().usedAsVariable()) {
                        account(account, take);
                    }
                });
            default -> {
                // The reference takes any other value for no accounts at all.
            }
        }
    }

    private static void names(Entry accounts, BiConsumer<AccountSettings, Entry> take) {
        Set<String> seen = new HashSet<>();
        accounts.eachItem(item -> {
            String name = item.text();
            checkReserved(item, name);
            if (!seen.add(name)) {
                throw item.bad("Duplicate Account Entry: " + name);
            }
            take.accept(new AccountSettings(name, List.of(), List.of()), item);
        });
    }

    private static void account(Entry account, BiConsumer<AccountSettings, Entry> take) {
        if (!(account.value() instanceof Block)) {
            throw account.bad("Expected map entries for accounts");
        }
        checkReserved(account, account.key());
        Keys keys = new Keys(account);
        account.each(keys::key);
        take.accept(keys.settings(account.key()), keys.usersEntry);
    }

    private static void checkReserved(Entry entry, String name) {
        if (name.equals(GLOBAL_ACCOUNT)) {
            throw entry.bad(GoQuoted.text(name) + " is a Reserved Account");
        }
    }

    private static final class Keys {
        private List<UserSettings> users = List.of();
        private List<MappingSettings> mappings = List.of();
        private @Nullable PermissionSettings permissions;
        private Entry usersEntry;
        private int connectionsMax = -1;
        private int subscriptionsMax = -1;
        private int payloadBytesMax = -1;
        private int leafNodesMax = -1;
        private @Nullable JetStreamAllowance jetStream;

        Keys(Entry account) {
            usersEntry = account;
        }

        void key(Entry entry) {
            switch (entry.name()) {
                case "users" -> {
                    usersEntry = entry;
                    users = new ArrayList<>(UsersReader.read(entry));
                }
                case "default_permissions" -> permissions = PermissionsReader.read(entry);
                case "mappings", "maps" -> mappings = MappingsReader.read(entry);
                case "limits" -> limits(entry);
                case "jetstream" -> jetStream = AccountAllowance.read(entry);
                default -> AccountKeys.check(entry);
            }
        }

        private void limits(Entry limits) {
            if (!(limits.value() instanceof Block)) {
                throw limits.bad("Expected account limits to be a map/struct, got "
                        + limits.value().shown());
            }
            limits.each(limit -> {
                switch (limit.name()) {
                    case "max_connections", "max_conn" -> connectionsMax = limit.number();
                    case "max_subscriptions", "max_subs" -> subscriptionsMax = limit.number();
                    case "max_payload", "max_pay" -> payloadBytesMax = limit.number();
                    case "max_leafnodes", "max_leafs" -> leafNodesMax = limit.number();
                    default -> {
                        if (!limit.token().usedAsVariable()) {
                            limit.error("Unknown field " + GoQuoted.text(limit.key()) + " parsing account limits");
                        }
                    }
                }
            });
        }

        AccountSettings settings(String name) {
            return new AccountSettings(
                    name,
                    UsersReader.withDefault(users, permissions),
                    mappings,
                    connectionsMax,
                    subscriptionsMax,
                    payloadBytesMax,
                    leafNodesMax,
                    jetStream);
        }
    }
}
