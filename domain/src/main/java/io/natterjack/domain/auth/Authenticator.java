package io.natterjack.domain.auth;

import io.natterjack.ports.session.Arrival;
import org.jspecify.annotations.Nullable;

/// Decides who a client is.
///
/// There is one authenticator for one state of the configuration; a reload makes a new one. Today the configuration
/// itself knows every user: [io.natterjack.domain.auth.configured.ConfiguredAuthenticator]. Where users are known by
/// signed claims, or by a service that is asked, another implementation takes its place.
///
/// **Threading.** Any thread; immutable.
public interface Authenticator {
    /// Decides about a CONNECT.
    LoginVerdict decide(LoginAttempt attempt);

    /// Who a client is that says something else before CONNECT, or instead of it.
    ///
    /// @return null if it has to say CONNECT first
    @Nullable
    Identity anonymous(Arrival arrival);

    /// Whether clients at this door have to prove anything: `auth_required` of the greeting.
    boolean required(Arrival arrival);

    /// Whether the greeting has to ask for a signature.
    boolean needsNonce();
}
