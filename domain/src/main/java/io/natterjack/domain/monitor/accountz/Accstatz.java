package io.natterjack.domain.monitor.accountz;

import io.avaje.jsonb.Json;
import java.util.List;

/// What `/accstatz` shows.
@Json(naming = Json.Naming.LowerUnderscore)
public record Accstatz(List<AccountStat> accountStatz) {}
