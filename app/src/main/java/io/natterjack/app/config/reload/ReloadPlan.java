package io.natterjack.app.config.reload;

import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.syntax.ConfigException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a running server does to go on with other options: all of it, or nothing.
///
/// @param before   · the options in force
/// @param after    · those that take their place
/// @param concerns · what has to be done
/// @param lines    · for the log, in the order of the table [ReloadTable]
public record ReloadPlan(ServerOptions before, ServerOptions after, Set<Concern> concerns, List<String> lines) {
    public ReloadPlan {
        concerns = Set.copyOf(concerns);
        lines = List.copyOf(lines);
    }

    /// Compares two sets of options.
    ///
    /// @param boundPort · where the server listens for clients
    /// @throws ConfigException if something changed that cannot change while the server runs
    public static ReloadPlan between(ServerOptions before, ServerOptions after, int boundPort) {
        EnumSet<Concern> concerns = EnumSet.noneOf(Concern.class);
        List<String> lines = new ArrayList<>();
        if (after.clients().port() != -1 && after.clients().port() != boundPort) {
            throw refusal("Port", boundPort, after.clients().port());
        }
        for (ReloadTable.Row row : ReloadTable.ROWS) {
            switch (row) {
                case ReloadTable.Fixed fixed -> {
                    Object old = fixed.value().apply(before);
                    Object changed = fixed.value().apply(after);
                    if (!old.equals(changed)) {
                        throw refusal(fixed.field(), old, changed);
                    }
                }
                case ReloadTable.Secret secret -> {
                    if (!secret.value().apply(before).equals(secret.value().apply(after))) {
                        throw refusal(secret.field(), "[REDACTED]", "[REDACTED]");
                    }
                }
                case ReloadTable.Changeable changeable -> {
                    Object changed = changeable.value().apply(after);
                    if (changeable.changed().test(changeable.value().apply(before), changed)) {
                        concerns.add(changeable.concern());
                        lines.add(changeable.line().apply(changed));
                    }
                }
                case ReloadTable.Judged judged -> {
                    List<String> judgement = judged.lines().apply(before, after);
                    if (!judgement.isEmpty()) {
                        concerns.add(judged.concern());
                        lines.addAll(judgement);
                    }
                }
            }
        }
        lines.removeIf(String::isEmpty);
        refuseLostNoAuthUser(before, after);
        lines.add("Reloaded server configuration (" + after.source().digest() + ")");
        return new ReloadPlan(before, after, concerns, lines);
    }

    /// The user of clients without credentials may go only together with the name that made it one.
    private static void refuseLostNoAuthUser(ServerOptions before, ServerOptions after) {
        String old = before.authorization().noAuthUser();
        String changed = after.authorization().noAuthUser();
        if (old == null ? changed == null : old.equals(changed)) {
            return;
        }
        boolean userStays = old != null
                && changed == null
                && after.authorization().users().stream().noneMatch(user -> old.equals(user.name()))
                && after.authorization().accounts().stream()
                        .flatMap(account -> account.users().stream())
                        .noneMatch(user -> old.equals(user.name()));
        if (!userStays) {
            throw refusal("NoAuthUser", old == null ? "" : old, changed == null ? "" : changed);
        }
    }

    private static ConfigException refusal(String field, Object old, Object changed) {
        return new ConfigException("config reload not supported for " + field + ": old=" + ReloadTable.shown(old)
                + ", new=" + ReloadTable.shown(changed));
    }
}
