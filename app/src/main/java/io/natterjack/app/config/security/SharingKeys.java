package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.text.GoDuration;
import io.natterjack.domain.text.GoQuoted;
import java.util.Locale;

/// Checks what accounts export and import, which has no effect yet.
final class SharingKeys {
    private SharingKeys() {}

    static boolean exports(Entry exports) {
        if (!(exports.value() instanceof Value.Sequence)) {
            throw exports.bad("Exports should be an array, got " + exports.typeName());
        }
        exports.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("Export Items should be a map with type entry, got " + item.typeName());
            }
            item.each(SharingKeys::exportKey);
        });
        return !exports.items().isEmpty();
    }

    private static void exportKey(Entry entry) {
        switch (entry.name()) {
            case "stream", "service" -> {
                if (!(entry.value() instanceof Value.Text)) {
                    throw entry.bad("Expected " + entry.name() + " name to be string, got " + entry.typeName());
                }
            }
            case "response", "response_type" -> responseType(entry);
            case "threshold", "response_threshold", "response_max_time", "response_time" -> threshold(entry);
            case "accounts" -> entry.eachItem(Entry::text);
            case "latency" -> latency(entry);
            case "account_token_position" -> entry.whole();
            case "allow_trace" -> entry.truth();
            default -> entry.unknown();
        }
    }

    private static void responseType(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("Expected response type to be string, got " + entry.typeName());
        }
        switch (text.text().toLowerCase(Locale.ROOT)) {
            case "single", "singleton", "stream", "chunk", "chunked" -> {}
            default -> throw entry.bad("Unknown response type: " + GoQuoted.text(text.text()));
        }
    }

    private static void threshold(Entry entry) {
        String complaint = "Expected response threshold to be a parseable time duration, got ";
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad(complaint + entry.typeName());
        }
        try {
            GoDuration.parse(text.text());
        } catch (IllegalArgumentException _) {
            throw entry.bad(complaint + GoQuoted.text(text.text()));
        }
    }

    private static void latency(Entry entry) {
        if (entry.value() instanceof Value.Text) {
            return;
        }
        if (!(entry.value() instanceof Block block)) {
            throw entry.bad("Expected latency entry to be a map/struct or string, got " + entry.typeName());
        }
        entry.each(key -> {
            if (key.key().equals("sampling")) {
                sampling(key);
            }
        });
        if (block.get("subject") == null) {
            throw entry.bad("Latency subject required, but missing");
        }
    }

    private static void sampling(Entry entry) {
        long percent = switch (entry.value()) {
            case Value.Whole whole -> whole.number();
            case Value.Text text ->
                text.text().strip().equalsIgnoreCase("headers") ? 100 : percentage(entry, text.text());
            default -> throw entry.bad("Expected latency sample to be a string or map/struct, got " + entry.typeName());
        };
        if (percent < 1 || percent > 100) {
            throw entry.bad("bad sampling percentage, should be 1-100");
        }
    }

    private static long percentage(Entry entry, String text) {
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw entry.bad("Failed to parse latency sample: strconv.Atoi: parsing " + GoQuoted.text(digits)
                    + ": invalid syntax");
        }
    }

    static boolean imports(Entry imports) {
        if (!(imports.value() instanceof Value.Sequence)) {
            throw imports.bad("Imports should be an array, got " + imports.typeName());
        }
        imports.eachItem(item -> {
            if (!(item.value() instanceof Block)) {
                throw item.bad("Import Items should be a map with type entry, got " + item.typeName());
            }
            item.each(SharingKeys::importKey);
        });
        return !imports.items().isEmpty();
    }

    private static void importKey(Entry entry) {
        switch (entry.name()) {
            case "stream" -> source(entry, "Stream");
            case "service" -> source(entry, "Service");
            case "prefix", "to" -> entry.text();
            case "share", "allow_trace" -> entry.truth();
            default -> entry.unknown();
        }
    }

    private static void source(Entry entry, String what) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad(what + " entry should be an account map, got " + entry.typeName());
        }
        String[] found = {"", ""};
        int errors = entry.findings().errorCount();
        entry.each(key -> {
            switch (key.name()) {
                case "account" -> found[0] = key.text();
                case "subject" -> found[1] = key.text();
                default -> key.unknown();
            }
        });
        if (entry.findings().errorCount() == errors && (found[0].isEmpty() || found[1].isEmpty())) {
            throw entry.bad("Expect an account name and a subject");
        }
    }
}
