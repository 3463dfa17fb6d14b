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

    /// Decides whether somebody who was let in under earlier settings may stay, and what it may do from now on. Nothing
    /// that it has already proved needs to be proved again.
    ///
    /// @param before  · who it was until now
    /// @param attempt · what it said when it came; nothing if it was let in without CONNECT
    /// @return refused with [io.natterjack.ports.session.CloseReason#CLIENT_CLOSED] if its user is gone or belongs to
    ///         another account now: it is closed without an error, to come again as somebody else
    LoginVerdict refresh(Identity before, LoginAttempt attempt);

    /// Who a client is that says something else before CONNECT, or instead of it.
    ///
    /// @return null if it has to say CONNECT first
    @Nullable
    Identity anonymous(Arrival arrival);

    /// Whether clients at this door are told that they have to prove something: `auth_required` of the greeting.
    boolean required(Arrival arrival);

    /// Whether the greeting has to ask for a signature.
    boolean needsNonce();
}
