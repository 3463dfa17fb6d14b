package io.natterjack.domain.monitor.accountz;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.account.AccountFigures.Snapshot;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.settings.MonitorSettings;
import java.util.List;
import java.util.Map;

/// Makes `/accountz` and `/accstatz`.
public final class AccountsPage {
    private final Broker broker;

    public AccountsPage(Broker broker) {
        this.broker = broker;
    }

    /// @throws BadQueryException if there is no such account
    public String accountz(PageHead head, Query query, MonitorSettings monitor) {
        Account system = broker.accounts().system();
        String systemName = system == null ? null : system.name();
        String name = query.text("acc");
        if (name.isEmpty()) {
            List<String> names =
                    broker.accounts().all().stream().map(Account::name).toList();
            return Json.page(head, new Accountz(systemName, names, null));
        }
        Account account = broker.accounts().find(name);
        if (account == null) {
            throw new BadQueryException("Account " + name + " does not exist");
        }
        AccountDetail detail =
                AccountDetail.of(account, name.equals(systemName), broker.settings(), monitor.configLoaded());
        return Json.page(head, new Accountz(systemName, null, detail));
    }

    /// @throws BadQueryException in the words of the reference
    public String accstatz(PageHead head, Query query) {
        boolean unused = query.flag("unused");
        Map<Account, Snapshot> open = broker.sessions().figures();
        List<AccountStat> stats = broker.accounts().all().stream()
                .filter(each -> unused || each.connections() > 0)
                .map(each ->
                        AccountStat.of(each, each.figures().snapshot().plus(open.getOrDefault(each, Snapshot.NONE))))
                .toList();
        return Json.page(head, new Accstatz(stats));
    }
}
