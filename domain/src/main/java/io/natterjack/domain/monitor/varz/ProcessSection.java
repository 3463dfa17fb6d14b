package io.natterjack.domain.monitor.varz;

import io.avaje.jsonb.Json;
import io.natterjack.domain.monitor.text.PageValues;
import io.natterjack.domain.text.GoTime;
import io.natterjack.ports.observe.ProcessFacts.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// How long the server has been running, and what it uses.
///
/// @param mem        · resident bytes
/// @param gomaxprocs · processors that the virtual machine makes use of
/// @param cpu        · per cent of one core
@Json(naming = Json.Naming.LowerUnderscore)
public record ProcessSection(
        String start, String now, String uptime, long mem, int cores, int gomaxprocs, BigDecimal cpu) {
    private static final double TENTH = 10;

    static ProcessSection of(Instant start, Instant now, Usage usage) {
        return new ProcessSection(
                GoTime.text(start),
                GoTime.text(now),
                PageValues.uptime(Duration.between(start, now)),
                usage.residentBytes(),
                usage.cores(),
                usage.processors(),
                PageValues.number(Math.round(usage.cpuPercent() * TENTH) / TENTH));
    }
}
