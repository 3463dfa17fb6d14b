package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Quoted;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import io.natterjack.domain.subject.Subjects;
import java.util.Locale;
import java.util.Set;

/// Checks the keys of an account that have no effect yet.
final class AccountKeys {
    private static final Set<String> SIZES = Set.of(
            "max_memory",
            "max_mem",
            "mem",
            "memory",
            "max_store",
            "max_file",
            "max_disk",
            "store",
            "disk",
            "max_streams",
            "streams",
            "max_consumers",
            "consumers",
            "mem_max_stream_bytes",
            "memory_max_stream_bytes",
            "disk_max_stream_bytes",
            "store_max_stream_bytes",
            "max_ack_pending");

    private static final Keys KEYS = new Keys("accounts")
            .with(AccountKeys::nkey, "nkey")
            .with(SharingKeys::imports, "imports")
            .with(SharingKeys::exports, "exports")
            .with(AccountKeys::jetStream, "jetstream")
            .with(AccountKeys::trace, "msg_trace", "trace_dest");

    private AccountKeys() {}

    static void check(Entry entry) {
        if (!KEYS.accept(entry)) {
            entry.unknown();
        }
    }

    private static boolean nkey(Entry entry) {
        PublicNkey key = entry.value() instanceof Value.Text text ? PublicNkey.parse(text.text()) : null;
        if (key == null || key.kind() != NkeyKind.ACCOUNT) {
            throw entry.bad("Not a valid public nkey for an account: "
                    + Quoted.of(entry.value().shown()));
        }
        return true;
    }

    private static boolean jetStream(Entry entry) {
        return switch (entry.value()) {
            case Value.Truth truth -> truth.on();
            case Value.Text text ->
                switch (text.text().toLowerCase(Locale.ROOT)) {
                    case "enabled", "enable" -> true;
                    case "disabled", "disable" -> false;
                    default ->
                        throw entry.bad("Expected 'enabled' or 'disabled' for string value, got '" + text.text() + "'");
                };
            case Block _ -> {
                entry.each(AccountKeys::jetStreamKey);
                yield true;
            }
            default -> throw entry.bad("Expected map, bool or string to define JetStream, got " + entry.typeName());
        };
    }

    private static void jetStreamKey(Entry entry) {
        String got = Quoted.of(entry.key()) + ", got " + entry.value().shown();
        if (SIZES.contains(entry.name())) {
            if (!(entry.value() instanceof Value.Whole)) {
                throw entry.bad("Expected a parseable size for " + got);
            }
            return;
        }
        switch (entry.name()) {
            case "max_bytes_required", "max_stream_bytes", "max_bytes" -> {
                if (!(entry.value() instanceof Value.Truth)) {
                    throw entry.bad("Expected a parseable bool for " + got);
                }
            }
            case "cluster_traffic" -> {
                if (!(entry.value() instanceof Value.Text text)) {
                    throw entry.bad("Expected either 'system' or 'owner' string value for " + got);
                }
                if (!Set.of("system", "owner", "").contains(text.text())) {
                    throw entry.bad("Expected 'system' or 'owner' string value for " + got);
                }
            }
            default -> entry.unknown();
        }
    }

    private static boolean trace(Entry entry) {
        switch (entry.value()) {
            case Value.Text _ -> traceDestination(entry);
            case Block _ ->
                entry.each(key -> {
                    switch (key.name()) {
                        case "dest" -> traceDestination(key);
                        case "sampling" -> traceSampling(key);
                        default -> {
                            if (!key.token().usedAsVariable()) {
                                throw key.bad("Unknown field " + Quoted.of(key.key())
                                        + " parsing account message trace map/struct " + Quoted.of(entry.key()));
                            }
                        }
                    }
                });
            default ->
                throw entry.bad("Expected account message trace " + Quoted.of(entry.key())
                        + " to be a string or a map/struct, got " + entry.typeName());
        }
        return true;
    }

    private static void traceDestination(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("Field " + Quoted.of(entry.key()) + " should be a string, got " + entry.typeName());
        }
        if (!Subjects.literal(text.text()) || !Subjects.valid(text.text())) {
            throw entry.bad("Trace destination " + Quoted.of(text.text()) + " is not valid");
        }
    }

    private static void traceSampling(Entry entry) {
        long percent = switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Text text -> percentage(entry, text.text());
            default ->
                throw entry.bad("Trace destination sampling field " + Quoted.of(entry.key())
                        + " should be an integer or a percentage, got " + entry.typeName());
        };
        if (percent <= 0 || percent > 100) {
            throw entry.bad("Ttrace destination sampling value " + percent + " is invalid, needs to be [1..100]");
        }
    }

    private static long percentage(Entry entry, String text) {
        try {
            return Long.parseLong(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException _) {
            throw entry.bad("Invalid trace destination sampling value " + Quoted.of(text));
        }
    }
}
