package io.natterjack.domain.monitor.subsz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.routing.Subscription;
import io.natterjack.domain.session.Session;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One subscription.
///
/// @param account    · null where the reader knows it already
/// @param accountTag · likewise
/// @param qgroup     · null for a subscription of one's own
/// @param sid        · the client's name for it
/// @param msgs       · delivered so far
/// @param max        · after how many it ends; null for never
/// @param cid        · of the client; 0 for the server itself
@Json(naming = Json.Naming.LowerUnderscore)
public record SubscriptionDetail(
        @Nullable String account,
        @Nullable String accountTag,
        String subject,
        @Nullable String qgroup,
        String sid,
        long msgs,
        @Nullable Long max,
        long cid) {
    public static SubscriptionDetail of(Subscription subscription) {
        return new SubscriptionDetail(
                null,
                null,
                subscription.subject(),
                subscription.queue(),
                new String(subscription.sid(), StandardCharsets.ISO_8859_1),
                subscription.delivered(),
                orNull(subscription.deliveriesMax()),
                subscription.subscriber() instanceof Session session ? session.id() : 0);
    }

    /// The same of a client that is gone, with the name of its account: nothing is left that it could wait for.
    public SubscriptionDetail ended(@Nullable String name) {
        return new SubscriptionDetail(name, name, subject, qgroup, sid, msgs, null, cid);
    }

    /// The same, with the name of its account.
    public SubscriptionDetail in(String name) {
        return new SubscriptionDetail(name, name, subject, qgroup, sid, msgs, max, cid);
    }
}
