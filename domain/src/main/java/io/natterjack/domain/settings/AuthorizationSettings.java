package io.natterjack.domain.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may come in.
///
/// @param token         · one token for everybody, plain or bcrypt; null for none
/// @param single        · the one user of `authorization { user, password }`; null for none
/// @param users         · those of the global account
/// @param accounts      · accounts with their own users; without the global and the system account unless configured
/// @param noAuthUser    · name of the user that clients without credentials become; null for none
/// @param systemAccount · name of the system account; null if it is switched off
/// @param mapCertificates · the client certificate says who the user is (`verify_and_map`)
/// @param blockDefined  · there is an `authorization` block, even if it names nobody
/// @param webSocket     · what WebSocket clients are asked for instead; null for the same
public record AuthorizationSettings(
        @Nullable String token,
        @Nullable UserSettings single,
        List<UserSettings> users,
        List<AccountSettings> accounts,
        @Nullable String noAuthUser,
        @Nullable String systemAccount,
        boolean mapCertificates,
        boolean blockDefined,
        @Nullable ListenerAuthorization webSocket) {
    /// Anybody may do anything.
    public static final AuthorizationSettings OPEN =
            new AuthorizationSettings(null, null, List.of(), List.of(), null, "$SYS", false, null);

    public AuthorizationSettings {
        users = List.copyOf(users);
        accounts = List.copyOf(accounts);
    }

    /// The block is taken to be there if it would have something to say.
    public AuthorizationSettings(
            @Nullable String token,
            @Nullable UserSettings single,
            List<UserSettings> users,
            List<AccountSettings> accounts,
            @Nullable String noAuthUser,
            @Nullable String systemAccount,
            boolean mapCertificates,
            @Nullable ListenerAuthorization webSocket) {
        this(
                token,
                single,
                users,
                accounts,
                noAuthUser,
                systemAccount,
                mapCertificates,
                token != null || single != null || !users.isEmpty(),
                webSocket);
    }

    /// Credentials of one listener, which override the server's.
    ///
    /// @param user       · null for none
    /// @param password   · null for none
    /// @param token      · null for none
    /// @param noAuthUser · null for none
    /// @param timeoutNanos · 0 for the server's
    /// @param mapCertificates · of this listener's clients, the certificate says who they are
    public record ListenerAuthorization(
            @Nullable String user,
            @Nullable String password,
            @Nullable String token,
            @Nullable String noAuthUser,
            long timeoutNanos,
            boolean mapCertificates) {}
}
