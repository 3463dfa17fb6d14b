package io.natterjack.domain.monitor.subsz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.routing.RoutingTable.Statistics;
import java.math.BigDecimal;
import java.util.Collection;

/// What happens in routing tables.
///
/// @param numSubscriptions · now
/// @param numCache         · subjects whose matches are remembered
/// @param numInserts       · since the start
/// @param numRemoves       · since the start
/// @param numMatches       · since the start
/// @param cacheHitRate     · part of the matches that were remembered, 0 to 1
/// @param maxFanout        · receivers of the remembered subject that has most
/// @param avgFanout        · receivers of a remembered subject
@Json(naming = Json.Naming.LowerUnderscore)
public record TableFigures(
        long numSubscriptions,
        long numCache,
        long numInserts,
        long numRemoves,
        long numMatches,
        BigDecimal cacheHitRate,
        long maxFanout,
        BigDecimal avgFanout) {
    /// Several tables together.
    public static TableFigures of(Collection<Statistics> tables) {
        long matches = tables.stream().mapToLong(Statistics::matches).sum();
        long hits = tables.stream().mapToLong(Statistics::cacheHits).sum();
        long cached = tables.stream().mapToLong(Statistics::cached).sum();
        long fanout = tables.stream().mapToLong(Statistics::fanoutTotal).sum();
        return new TableFigures(
                tables.stream().mapToLong(Statistics::subscriptions).sum(),
                cached,
                tables.stream().mapToLong(Statistics::inserts).sum(),
                tables.stream().mapToLong(Statistics::removes).sum(),
                matches,
                ratio(hits, matches),
                tables.stream().mapToLong(Statistics::fanoutMax).max().orElse(0),
                ratio(fanout, cached));
    }

    private static BigDecimal ratio(long part, long whole) {
        return whole == 0 ? BigDecimal.ZERO : PageValues.number((double) part / whole);
    }
}
