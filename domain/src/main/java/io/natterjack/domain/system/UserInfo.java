package io.natterjack.domain.system;

import io.avaje.jsonb.Json;
import io.natterjack.domain.auth.Identity;
import io.natterjack.domain.settings.PermissionSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a client is, and what it may do.
///
/// @param user        · as the client says it; empty if it says nothing
/// @param account     · its name, as the next
/// @param permissions · null for no restriction
@Json(naming = Json.Naming.LowerUnderscore)
public record UserInfo(
        String user,
        String account,
        String accountName,
        @Nullable Rights permissions) {
    static UserInfo of(String user, Identity identity) {
        String account = identity.account().name();
        PermissionSettings settings = identity.permissions().settings();
        return new UserInfo(user, account, account, settings == null ? null : Rights.of(settings));
    }

    /// @param responses · null if answering needs no permission, or has none
    @Json
    public record Rights(
            Subjects publish, Subjects subscribe, @Nullable Replies responses) {
        static Rights of(PermissionSettings settings) {
            PermissionSettings.Responses responses = settings.responses();
            return new Rights(
                    Subjects.of(settings.publishAllow(), settings.publishDeny()),
                    Subjects.of(settings.subscribeAllow(), settings.subscribeDeny()),
                    responses == null ? null : new Replies(responses.messagesMax(), responses.ttlNanos()));
        }
    }

    /// @param allow · null for everything, or for nothing where replies are all that is allowed
    /// @param deny  · null for nothing
    @Json
    public record Subjects(
            @Nullable List<String> allow, @Nullable List<String> deny) {
        static Subjects of(@Nullable List<String> allow, List<String> deny) {
            return new Subjects(allow == null || allow.isEmpty() ? null : allow, deny.isEmpty() ? null : deny);
        }
    }

    /// @param max · messages in answer to one request
    /// @param ttl · nanoseconds
    @Json
    public record Replies(int max, long ttl) {}
}
