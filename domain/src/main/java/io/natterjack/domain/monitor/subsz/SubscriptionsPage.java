package io.natterjack.domain.monitor.subsz;

import io.natterjack.domain.account.Account;
import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.monitor.text.Window;
import io.natterjack.domain.subject.Subjects;
import java.util.ArrayList;
import java.util.List;

/// Makes `/subsz`.
public final class SubscriptionsPage {
    private final Broker broker;

    public SubscriptionsPage(Broker broker) {
        this.broker = broker;
    }

    /// @throws BadQueryException in the words of the reference
    public String render(PageHead head, Query query) {
        boolean details = query.flag("subs");
        Window window = query.window();
        String test = query.text("test");
        if (!test.isEmpty() && !(Subjects.valid(test) && Subjects.literal(test))) {
            throw new BadQueryException("invalid test subject, must be valid publish subject: " + test);
        }
        List<Account> accounts = accounts(query.text("acc"));
        List<SubscriptionDetail> found = details ? details(accounts, test) : List.of();
        List<SubscriptionDetail> shown = window.of(found);
        return Json.page(
                head,
                TableFigures.of(accounts.stream()
                        .map(each -> each.routes().statistics())
                        .toList()),
                new Subsz(found.size(), window.offset(), window.limit(), shown.isEmpty() ? null : shown));
    }

    private List<Account> accounts(String name) {
        return broker.accounts().all().stream()
                .filter(each -> name.isEmpty() || each.name().equals(name))
                .toList();
    }

    private static List<SubscriptionDetail> details(List<Account> accounts, String test) {
        List<SubscriptionDetail> details = new ArrayList<>();
        for (Account account : accounts) {
            account.routes().forEach(subscription -> {
                if (test.isEmpty() || Subjects.matches(subscription.subject(), test)) {
                    details.add(SubscriptionDetail.of(subscription).in(account.name()));
                }
            });
        }
        return details;
    }
}
