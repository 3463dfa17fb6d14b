package io.natterjack.app.config.options;

import io.natterjack.ports.transport.TlsSettings;
import org.jspecify.annotations.Nullable;

/// The listener for clients.
///
/// @param host          · `0.0.0.0` for every interface
/// @param port          · -1 for any free one
/// @param advertise     · `host:port` told to clients instead; null for the bound one
/// @param proxyProtocol · connections begin with a PROXY protocol preamble
/// @param allowNonTls   · with TLS, clients may also do without
/// @param tls           · null for none
public record ListenOptions(
        String host,
        int port,
        @Nullable String advertise,
        boolean proxyProtocol,
        boolean allowNonTls,
        @Nullable TlsSettings tls) {}
