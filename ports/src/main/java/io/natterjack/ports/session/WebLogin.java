package io.natterjack.ports.session;

/// Credentials in the cookies of a WebSocket request. They stand in for what the CONNECT message leaves out.
///
/// @param jwt      · empty if the listener names no such cookie, or the client did not send it
/// @param user     · likewise
/// @param password · likewise
/// @param token    · likewise
public record WebLogin(String jwt, String user, String password, String token) {
    /// No cookie at all.
    public static final WebLogin NONE = new WebLogin("", "", "", "");
}
