package io.natterjack.domain.auth;

import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.TlsIdentity;
import org.jspecify.annotations.Nullable;

/// Everything a client has said and shown about itself.
///
/// @param options · of its CONNECT
/// @param arrival · the door it came through; may carry credentials in cookies
/// @param tls     · of the connection as it is now, whether secured before or after the greeting; null if it is not
/// @param nonce   · that the greeting asked it to sign; empty if it did not
public record LoginAttempt(
        ConnectOptions options, Arrival arrival, @Nullable TlsIdentity tls, String nonce) {}
