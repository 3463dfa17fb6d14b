package io.natterjack.ports.auth;

/// Checks passwords against stored bcrypt hashes.
///
/// **Threading.** Any thread. Slow by design (tens of milliseconds and more): never call it on a lane.
///
/// **Ownership.** Nothing is kept beyond the call.
///
/// **Failure.** A malformed hash matches nothing.
@FunctionalInterface
public interface PasswordHashes {
    /// @param hash · in the form `$2a$…`, with any of the letters a, b, x and y
    boolean matches(byte[] password, String hash);
}
