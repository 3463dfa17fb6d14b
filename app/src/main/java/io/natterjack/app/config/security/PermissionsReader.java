package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.settings.PermissionSettings.Responses;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a user may publish to and subscribe to.
public final class PermissionsReader {
    private @Nullable Lists publish;
    private @Nullable Lists subscribe;
    private @Nullable Responses responses;

    private PermissionsReader() {}

    /// @throws BadValue if the value is no block
    public static PermissionSettings read(Entry permissions) {
        if (!(permissions.value() instanceof Block)) {
            throw permissions.bad("Expected permissions to be a map/struct, got "
                    + permissions.value().shown());
        }
        PermissionsReader reader = new PermissionsReader();
        permissions.each(reader::key);
        return reader.settings();
    }

    /// Two lists of one direction.
    ///
    /// @param allow · null for every subject
    private record Lists(@Nullable List<String> allow, List<String> deny) {}

    private PermissionSettings settings() {
        List<String> publishAllow = publish == null ? null : publish.allow();
        if (publishAllow == null && responses != null) {
            publishAllow = List.of();
        }
        return new PermissionSettings(
                publishAllow,
                publish == null ? List.of() : publish.deny(),
                subscribe == null ? null : subscribe.allow(),
                subscribe == null ? List.of() : subscribe.deny(),
                responses);
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "pub", "publish", "import" -> publish = lists(entry, false);
            case "sub", "subscribe", "export" -> subscribe = lists(entry, true);
            case "publish_allow_responses", "allow_responses" -> responses = responses(entry);
            default -> unknown(entry, "Unknown field " + GoQuoted.text(entry.key()) + " parsing permissions");
        }
    }

    private static @Nullable Lists lists(Entry entry, boolean queues) {
        if (!(entry.value() instanceof Block block)) {
            return new Lists(subjects(entry, queues), List.of());
        }
        if (block.entries().isEmpty()) {
            return null;
        }
        List<String> allow = new ArrayList<>();
        List<String> deny = new ArrayList<>();
        entry.each(list -> {
            switch (list.name()) {
                case "allow" -> addAll(allow, subjects(list, queues));
                case "deny" -> addAll(deny, subjects(list, queues));
                default ->
                    unknown(
                            list,
                            "Unknown field name " + GoQuoted.text(list.key())
                                    + " parsing subject permissions, only 'allow' or 'deny' are permitted");
            }
        });
        return new Lists(allow.isEmpty() ? null : allow, deny);
    }

    private static void addAll(List<String> to, @Nullable List<String> subjects) {
        to.clear();
        if (subjects != null) {
            to.addAll(subjects);
        }
    }

    /// A subject, or an array of them.
    ///
    /// @param queues · a queue may stand behind a subject
    /// @return null if there is none, which allows every subject
    public static @Nullable List<String> subjects(Entry entry, boolean queues) {
        List<String> subjects = switch (entry.value()) {
            case Value.Text text -> List.of(text.text());
            case Value.Sequence _ ->
                entry.items().stream().map(PermissionsReader::subject).toList();
            default ->
                throw entry.bad(
                        "Expected subject permissions to be a subject, or array of subjects, got " + entry.typeName());
        };
        subjects.forEach(subject -> check(entry, subject, queues));
        return subjects.isEmpty() ? null : subjects;
    }

    private static String subject(Entry item) {
        if (item.value() instanceof Value.Text text) {
            return text.text();
        }
        throw item.bad("Subject in permissions array cannot be cast to string");
    }

    private static void check(Entry entry, String subject, boolean queues) {
        if (Subjects.valid(subject)) {
            return;
        }
        String[] parts = subject.strip().split("\\s+", -1);
        if (!queues || parts.length != 2) {
            throw entry.bad("subject " + GoQuoted.text(subject) + " is not a valid subject");
        }
        if (!Subjects.valid(parts[0])) {
            throw entry.bad("subject " + GoQuoted.text(parts[0]) + " is not a valid subject");
        }
        if (!Subjects.valid(parts[1])) {
            throw entry.bad("queue " + GoQuoted.text(parts[1]) + " is not a valid queue");
        }
    }

    private static @Nullable Responses responses(Entry entry) {
        if (entry.value() instanceof Value.Truth truth) {
            return truth.on() ? Responses.DEFAULT : null;
        }
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("error parsing response permissions, expected a boolean or a map");
        }
        long[] limits = {Responses.DEFAULT.messagesMax(), Responses.DEFAULT.ttlNanos()};
        entry.each(limit -> {
            switch (limit.name()) {
                case "max", "max_msgs", "max_messages", "max_responses" -> {
                    int max = limit.number();
                    limits[0] = max == 0 ? limits[0] : Math.max(max, -1);
                }
                case "expires", "expiration", "ttl" -> {
                    long ttl = expires(limit);
                    limits[1] = ttl == 0 ? limits[1] : Math.max(ttl, -1);
                }
                default -> unknown(limit, "Unknown field " + GoQuoted.text(limit.key()) + " parsing permissions");
            }
        });
        return new Responses((int) limits[0], limits[1]);
    }

    private static long expires(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("error parsing expires, not a duration string");
        }
        try {
            return GoDuration.parse(text.text());
        } catch (IllegalArgumentException e) {
            throw entry.bad("error parsing expires: " + e.getMessage());
        }
    }

    private static void unknown(Entry entry, String reason) {
        if (!entry.token().usedAsVariable()) {
            entry.error(reason);
        }
    }
}
