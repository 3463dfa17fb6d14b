package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;

/// Checks the keys of an account that have no effect yet.
final class AccountKeys {
    private static final Keys KEYS = new Keys("accounts")
            .with(AccountKeys::nkey, "nkey")
            .with(SharingKeys::imports, "imports")
            .with(SharingKeys::exports, "exports")
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
                    + GoQuoted.text(entry.value().shown()));
        }
        return true;
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
                                throw key.bad("Unknown field " + GoQuoted.text(key.key())
                                        + " parsing account message trace map/struct " + GoQuoted.text(entry.key()));
                            }
                        }
                    }
                });
            default ->
                throw entry.bad("Expected account message trace " + GoQuoted.text(entry.key())
                        + " to be a string or a map/struct, got " + entry.typeName());
        }
        return true;
    }

    private static void traceDestination(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("Field " + GoQuoted.text(entry.key()) + " should be a string, got " + entry.typeName());
        }
        if (!Subjects.literal(text.text()) || !Subjects.valid(text.text())) {
            throw entry.bad("Trace destination " + GoQuoted.text(text.text()) + " is not valid");
        }
    }

    private static void traceSampling(Entry entry) {
        long percent = switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Text text -> percentage(entry, text.text());
            default ->
                throw entry.bad("Trace destination sampling field " + GoQuoted.text(entry.key())
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
            throw entry.bad("Invalid trace destination sampling value " + GoQuoted.text(text));
        }
    }
}
