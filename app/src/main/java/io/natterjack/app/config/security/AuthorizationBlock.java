package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.UserSettings;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an `authorization` block says.
///
/// @param user           · empty for none
/// @param password       · empty for none
/// @param token          · empty for none
/// @param timeoutSeconds · 0 if not set
/// @param users          · null without the key `users`
public record AuthorizationBlock(
        String user,
        String password,
        String token,
        double timeoutSeconds,
        @Nullable List<UserSettings> users) {
    private static final double LONG_TIMEOUT_SECONDS = 60;

    /// Reads the block of the server, a cluster or a gateway.
    public static AuthorizationBlock read(Entry authorization) {
        Reader reader = new Reader();
        authorization.each(reader::key);
        return reader.block();
    }

    /// Reads the block of a listener, which has fewer keys.
    public static AuthorizationBlock readSimple(Entry authorization) {
        Reader reader = new Reader();
        authorization.each(reader::simpleKey);
        return reader.block();
    }

    /// Seconds as a number, or a duration.
    ///
    /// @param block · whose timeout it is, in messages
    /// @throws BadValue if the value is neither
    public static double timeoutSeconds(Entry entry, String block) {
        double seconds = switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Real real -> real.number();
            case Value.Text text -> duration(entry, text.text(), block);
            default -> throw entry.bad("error parsing " + block + " config, 'timeout' wrong type");
        };
        if (seconds > LONG_TIMEOUT_SECONDS) {
            String sixDigits = String.format(Locale.ROOT, "%.6f", seconds);
            entry.findings()
                    .warning(
                            entry.token(),
                            "invalid use of field " + GoQuoted.text(entry.key()) + ": timeout of "
                                    + entry.value().shown() + " (" + sixDigits
                                    + " seconds) is high, consider keeping it under 60 seconds. possibly caused by "
                                    + "unquoted duration; use '1m' instead of 1m, for example");
        }
        return seconds;
    }

    private static double duration(Entry entry, String text, String block) {
        try {
            return GoDuration.parse(text) / 1e9;
        } catch (IllegalArgumentException e) {
            throw entry.bad("error parsing " + block + " config, 'timeout' " + e.getMessage());
        }
    }

    private static final class Reader {
        private String user = "";
        private String password = "";
        private String token = "";
        private double timeoutSeconds;
        private @Nullable List<UserSettings> users;
        private @Nullable PermissionSettings permissions;

        void key(Entry entry) {
            switch (entry.name()) {
                case "timeout" -> timeoutSeconds = timeoutSeconds(entry, "authorization");
                case "users" -> users = UsersReader.read(entry);
                case "default_permission", "default_permissions", "permissions" ->
                    permissions = PermissionsReader.read(entry);
                case "auth_callout", "auth_hook" -> {
                    CalloutKeys.check(entry);
                    Unbuilt.meet("authorization.auth_callout", entry);
                }
                case "proxy_required" -> {
                    if (entry.truth()) {
                        Unbuilt.meet("authorization.proxy_required", entry);
                    }
                }
                default -> simpleKey(entry);
            }
        }

        void simpleKey(Entry entry) {
            switch (entry.name()) {
                case "user", "username" -> user = entry.text();
                case "pass", "password" -> password = entry.text();
                case "token" -> token = entry.text();
                case "timeout" ->
                    timeoutSeconds = switch (entry.value()) {
                        case Value.Whole whole -> whole.number();
                        case Value.Real real -> real.number();
                        default -> 1;
                    };
                default -> entry.unknown();
            }
        }

        AuthorizationBlock block() {
            List<UserSettings> all = users == null ? null : UsersReader.withDefault(users, permissions);
            return new AuthorizationBlock(user, password, token, timeoutSeconds, all);
        }
    }
}
