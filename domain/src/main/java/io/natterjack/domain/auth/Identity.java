package io.natterjack.domain.auth;

import io.natterjack.domain.account.Account;

/// Somebody who has been let in.
///
/// @param account     · where its messages live
/// @param credential  · how it was recognized
/// @param name        · user name, public nkey, or empty
/// @param permissions · what it may do; shared by everybody with the same user
/// @param proven      · what it has proved to know
public record Identity(
        Account account, Credential credential, String name, Permissions permissions, ProvenSecret proven) {
    /// How somebody was recognized.
    public enum Credential {
        /// Not at all: the server asks for nothing, or for nothing of those who bring nothing.
        NONE,
        USER,
        NKEY,
        TOKEN
    }

    /// As monitoring shows it in `authorized_user`: a token is not shown.
    public String authorizedUser() {
        return credential == Credential.TOKEN ? "[REDACTED]" : name;
    }

    /// As log lines of the connection show it: `user:alice`; empty if there is nothing to show.
    public String label() {
        return switch (credential) {
            case NONE -> "";
            case USER -> "user:" + name;
            case NKEY -> "nkey:" + name;
            case TOKEN -> "token";
        };
    }

    /// As the log shows somebody who was turned away later: `User "alice"`.
    public String described() {
        return switch (credential) {
            case NONE -> "User \"N/A\"";
            case USER -> "User \"" + name + "\"";
            case NKEY -> "Nkey \"" + name + "\"";
            case TOKEN -> "Token \"[REDACTED]\"";
        };
    }
}
