package io.natterjack.domain.monitor.accountz;

import static io.natterjack.domain.monitor.text.PageValues.orNull;

import io.avaje.jsonb.Json;
import io.natterjack.domain.account.Account;
import io.natterjack.domain.monitor.subsz.TableFigures;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.text.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One account.
///
/// @param updateTime · when its configuration was read
/// @param isSystem   · null for false
/// @param expired    · only accounts with an expiry can be
/// @param complete   · nothing that it imports is missing
/// @param mappings   · by source; null if there are none
@Json(naming = Json.Naming.LowerUnderscore)
public record AccountDetail(
        String accountName,
        String updateTime,
        @Nullable Boolean isSystem,
        boolean expired,
        boolean complete,
        boolean jetstreamEnabled,
        int leafnodeConnections,
        int clientConnections,
        int subscriptions,
        @Nullable Map<String, List<Destination>> mappings,
        String nameTag,
        TableFigures sublistStats) {
    static AccountDetail of(Account account, boolean system, BrokerSettings settings, Instant loaded) {
        return new AccountDetail(
                account.name(),
                GoTime.text(loaded),
                orNull(system),
                false,
                true,
                settings.jetStreamOf(account.name()) != null,
                0,
                account.connections(),
                account.routes().size(),
                mappings(account, settings.authorization()),
                account.name(),
                TableFigures.of(List.of(account.routes().statistics())));
    }

    private static @Nullable Map<String, List<Destination>> mappings(Account account, AuthorizationSettings settings) {
        Map<String, List<Destination>> mappings = new TreeMap<>();
        settings.accounts().stream()
                .filter(each -> each.name().equals(account.name()))
                .map(AccountSettings::mappings)
                .flatMap(List::stream)
                .forEach(each -> mappings.put(each.source(), destinations(each)));
        return mappings.isEmpty() ? null : mappings;
    }

    private static List<Destination> destinations(MappingSettings mapping) {
        return mapping.destinations().stream()
                .map(each -> new Destination(each.transform(), each.weightPercent(), orNull(each.cluster())))
                .toList();
    }

    /// @param weight  · per cent
    /// @param cluster · null for every one
    @Json
    public record Destination(
            String subject, int weight, @Nullable String cluster) {}
}
