package io.natterjack.domain.settings;

/// What the greeting tells the clients of one listener, and what is different for them.
///
/// @param tlsRequired       · clients have to use TLS
/// @param tlsVerify         · clients have to show a certificate
/// @param tlsAvailable      · clients may use TLS
/// @param proxied           · clients come through proxies, whose address the greeting does not give away
/// @param pingIntervalNanos · between two PINGs of the server; 0 for that of [Limits]
public record DoorSettings(
        boolean tlsRequired, boolean tlsVerify, boolean tlsAvailable, boolean proxied, long pingIntervalNanos) {
    public static final DoorSettings PLAIN = new DoorSettings(false, false, false, false, 0);
}
