package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.domain.auth.nkey.NkeyKind;
import io.natterjack.domain.auth.nkey.PublicNkey;
import io.natterjack.domain.text.GoQuoted;

/// Checks what says whom to trust: operators, account resolvers, proxies.
final class OperatorKeys {
    private static final Keys RESOLVER = new Keys("resolver.block")
            .text("dir")
            .text("type")
            .truth("allow_delete")
            .truth("hard_delete")
            .number("limit")
            .text("ttl")
            .text("interval")
            .text("timeout");

    private static final Keys PROXIES = new Keys("proxies.block").with(OperatorKeys::trustedProxies, "trusted");

    private OperatorKeys() {}

    static boolean operator(Entry entry) {
        switch (entry.value()) {
            case Value.Text _ -> {}
            case Value.Sequence _ ->
                entry.eachItem(item -> {
                    if (!(item.value() instanceof Value.Text)) {
                        throw entry.bad(
                                "error parsing operators: unsupported type *conf.token where string is expected");
                    }
                });
            default -> throw entry.bad("error parsing operators: unsupported type " + entry.typeName());
        }
        return true;
    }

    static boolean trusted(Entry entry) {
        switch (entry.value()) {
            case Value.Text _ -> trustedKey(entry);
            case Value.Sequence _ ->
                entry.eachItem(item -> {
                    if (!(item.value() instanceof Value.Text)) {
                        throw item.bad("error parsing trusted: unsupported type in array " + item.typeName());
                    }
                    trustedKey(item);
                });
            default -> throw entry.bad("error parsing trusted: unsupported type " + entry.typeName());
        }
        return true;
    }

    private static void trustedKey(Entry entry) {
        PublicNkey key = PublicNkey.parse(entry.text());
        if (key == null || key.kind() != NkeyKind.OPERATOR) {
            throw entry.bad(
                    "trust key " + GoQuoted.text(entry.text()) + " required to be a valid public operator nkey");
        }
    }

    static boolean resolver(Entry entry) {
        switch (entry.value()) {
            case Value.Text _ -> {}
            case Block _ -> entry.each(RESOLVER::accept);
            default -> throw entry.bad("error parsing operator resolver, wrong type " + entry.typeName());
        }
        return true;
    }

    static boolean preload(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("preload should be a map of account_public_key:account_jwt");
        }
        entry.each(jwt -> {
            if (!(jwt.value() instanceof Value.Text)) {
                throw jwt.bad("preload map value should be a string JWT");
            }
        });
        return true;
    }

    static boolean pinned(Entry entry) {
        String complaint = "error parsing resolver_pinned_accounts: unsupported type ";
        switch (entry.value()) {
            case Value.Text _ -> {}
            case Value.Sequence _ ->
                entry.eachItem(item -> {
                    if (!(item.value() instanceof Value.Text)) {
                        throw item.bad(complaint + "in array " + item.typeName());
                    }
                });
            default -> throw entry.bad(complaint + entry.typeName());
        }
        return true;
    }

    static boolean proxies(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("expected proxies to be a map/struct, got " + entry.typeName());
        }
        PROXIES.check(entry);
        return true;
    }

    private static boolean trustedProxies(Entry entry) {
        if (!(entry.value() instanceof Value.Sequence)) {
            throw entry.bad("expected proxies' trusted field to be an array, got " + entry.typeName());
        }
        entry.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("expected proxies' trusted entry to be a map/struct, got " + item.typeName());
            }
            item.each(key -> {
                switch (key.name()) {
                    case "key", "public_key" -> {
                        if (PublicNkey.parse(key.text()) == null) {
                            throw key.bad("invalid proxy key " + GoQuoted.text(key.text()));
                        }
                    }
                    default -> key.unknown();
                }
            });
        });
        return true;
    }
}
