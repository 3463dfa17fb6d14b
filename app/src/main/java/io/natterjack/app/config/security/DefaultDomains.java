package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.domain.jetstream.server.DomainMappings;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads in which domain the streams of an account are whose clients do not know of domains: what they ask is mapped to
/// that.
final class DefaultDomains {
    private final Map<String, String> domains = new LinkedHashMap<>();

    /// Reads `default_js_domain`.
    void read(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("error default_js_domain config: unsupported type " + entry.typeName());
        }
        entry.each(account -> domains.put(account.key(), account.text()));
        entry.findings()
                .warning("The option `default_js_domain` is a temporary backwards compatibility measure and will be"
                        + " removed");
    }

    /// @param system · name of the system account; null if there is none
    /// @return the accounts, with what is mapped
    /// @throws ConfigException if there are no such accounts, or they have streams of their own
    List<AccountSettings> applied(List<AccountSettings> accounts, String system) {
        List<AccountSettings> applied = new ArrayList<>(accounts);
        domains.forEach((name, domain) -> {
            check(name, domain, accounts, system);
            if (!domain.isEmpty()) {
                AccountSettings account = accounts.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElse(new AccountSettings(name, List.of(), List.of()));
                applied.removeIf(each -> each.name().equals(name));
                applied.add(mapped(account, domain));
            }
        });
        return applied;
    }

    private static AccountSettings mapped(AccountSettings account, String domain) {
        List<MappingSettings> mappings = new ArrayList<>(account.mappings());
        mappings.addAll(DomainMappings.to(domain));
        return new AccountSettings(
                account.name(),
                account.users(),
                mappings,
                account.connectionsMax(),
                account.subscriptionsMax(),
                account.payloadBytesMax(),
                account.leafNodesMax(),
                account.jetStream());
    }

    private static void check(String name, String domain, List<AccountSettings> accounts, String system) {
        boolean global = name.equals(AccountsReader.GLOBAL_ACCOUNT);
        for (AccountSettings each : accounts) {
            if (each.name().equals(name) && each.jetStream() != null && !domain.isEmpty()) {
                throw new ConfigException(
                        "default_js_domain contains account name " + GoQuoted.text(name) + " with enabled JetStream");
            }
        }
        if (!global && accounts.stream().noneMatch(each -> each.name().equals(name)) && !name.equals(system)) {
            throw new ConfigException(
                    "in non operator mode, `default_js_domain` references non existing account " + GoQuoted.text(name));
        }
        if (name.equals(system)) {
            throw new ConfigException("system account " + GoQuoted.text(name) + " can not be in default_js_domain");
        }
        if (!domain.isEmpty() && !Subjects.valid("$JS." + domain + ".API.>")) {
            throw new ConfigException("default_js_domain contains account " + GoQuoted.text(name)
                    + " with invalid domain name " + GoQuoted.text(domain));
        }
    }
}
