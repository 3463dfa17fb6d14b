package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import io.natterjack.domain.text.GoQuoted;

/// Checks an `auth_callout` block.
final class CalloutKeys {
    private boolean issuer;
    private boolean users;

    private CalloutKeys() {}

    static void check(Entry callout) {
        if (!(callout.value() instanceof Block)) {
            throw callout.bad("Expected authorization callout to be a map/struct, got "
                    + callout.value().shown());
        }
        CalloutKeys keys = new CalloutKeys();
        int errors = callout.findings().errorCount();
        callout.each(keys::key);
        if (callout.findings().errorCount() > errors) {
            return;
        }
        if (!keys.issuer) {
            throw callout.bad("Authorization callouts require an issuer to be specified");
        }
        if (!keys.users) {
            throw callout.bad("Authorization callouts require authorized users to be specified");
        }
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "issuer" -> {
                issuer = true;
                require(entry, NkeyKind.ACCOUNT, "Expected callout user to be a valid public account nkey, got ");
            }
            case "account", "acc" -> entry.text();
            case "auth_users", "users" -> users = array(entry, "auth_users");
            case "xkey", "key" ->
                require(entry, NkeyKind.CURVE, "Expected callout xkey to be a valid public xkey, got ");
            case "allowed_accounts" -> array(entry, "allowed accounts");
            default -> {
                if (!entry.token().usedAsVariable()) {
                    entry.error("Unknown field " + GoQuoted.text(entry.key()) + " parsing authorization callout");
                }
            }
        }
    }

    private static void require(Entry entry, NkeyKind kind, String complaint) {
        PublicNkey key = PublicNkey.parse(entry.text());
        if (key == null || key.kind() != kind) {
            throw entry.bad(complaint + GoQuoted.text(entry.text()));
        }
    }

    private static boolean array(Entry entry, String what) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad("Expected " + what + " field to be an array, got *conf.token");
        }
        entry.eachItem(Entry::text);
        return !entry.items().isEmpty();
    }
}
