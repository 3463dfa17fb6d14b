package io.natterjack.domain.monitor.accountz;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `/accountz` shows: either the names of all accounts, or one of them.
///
/// @param systemAccount · null if it is switched off
@Json(naming = Json.Naming.LowerUnderscore)
public record Accountz(
        @Nullable String systemAccount,
        @Nullable List<String> accounts,
        @Nullable AccountDetail accountDetail) {}
