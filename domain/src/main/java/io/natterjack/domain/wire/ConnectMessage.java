package io.natterjack.domain.wire;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/// The JSON of a CONNECT message. Null stands for a field that was left out.
@Json
record ConnectMessage(
        @Nullable Boolean verbose,
        @Nullable Boolean pedantic,
        @Nullable Boolean echo,
        @Nullable Boolean headers,
        @Json.Property("no_responders") @Nullable Boolean noResponders,
        @Json.Property("tls_required") @Nullable Boolean tlsRequired,
        @Nullable Integer protocol,
        @Nullable String name,
        @Nullable String lang,
        @Nullable String version,
        @Nullable String user,
        @Nullable String pass,
        @Json.Property("auth_token") @Nullable String authToken,
        @Nullable String nkey,
        @Nullable String jwt,
        @Nullable String sig,
        @Nullable String account,
        @Json.Property("new_account") @Nullable Boolean newAccount,
        @Json.Property("proxy_sig") @Nullable String proxySig) {}
