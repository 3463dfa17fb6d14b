package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.GoDuration;
import io.natterjack.app.config.entry.Quoted;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import java.util.Locale;
import java.util.function.Predicate;

/// Checks a `jetstream` block.
final class JetStreamKeys {
    private static final int CONCURRENT_IO_MIN = 4;
    private static final int CONCURRENT_IO_MAX = 8192;

    private static final Keys BATCH = new Keys("jetstream.limits.batch")
            .number("max_inflight_per_stream")
            .number("max_inflight_total")
            .number("max_msgs")
            .with(JetStreamKeys::plainDuration, "timeout");

    private static final Keys LIMITS = new Keys("jetstream.limits")
            .number("max_ack_pending")
            .number("max_ha_assets")
            .number("max_request_batch")
            .number("default_max_consumers")
            .with(JetStreamKeys::plainDuration, "duplicate_window")
            .with(entry -> map(entry, BATCH, "batch limits"), "batch");

    private static final Keys TPM = new Keys("jetstream.tpm")
            .text("keys_file")
            .text("encryption_password")
            .text("srk_password")
            .number("pcr")
            .with(JetStreamKeys::cipher, "cipher");

    private final Keys keys;
    private boolean enabled;

    /// @param storeDir · takes the store's folder, which can also stand outside of the block
    JetStreamKeys(Predicate<Entry> storeDir) {
        keys = new Keys("jetstream")
                .with(JetStreamKeys::strict, "strict")
                .with(storeDir, "store_dir", "store", "storedir")
                .with(JetStreamKeys::sync, "sync", "sync_interval")
                .with(entry -> size(entry, "max_mem_store"), "max_memory_store", "max_mem_store", "max_mem")
                .with(entry -> size(entry, "max_file_store"), "max_file_store", "max_file")
                .text("domain")
                .with(
                        entry -> {
                            enabled = entry.truth();
                            return enabled;
                        },
                        "enabled",
                        "enable")
                .text("key", "ek", "encryption_key")
                .text("prev_key", "prev_ek", "prev_encryption_key")
                .with(JetStreamKeys::cipher, "cipher")
                .text("extension_hint")
                .with(entry -> map(entry, LIMITS, "JetStreamLimits"), "limits")
                .with(entry -> map(entry, TPM, "JetStreamLimits"), "tpm")
                .text("unique_tag")
                .with(entry -> size(entry, entry.name()), "max_outstanding_catchup")
                .with(entry -> size(entry, entry.name()), "max_buffered_size")
                .with(JetStreamKeys::whole, "max_buffered_msgs")
                .with(JetStreamKeys::whole, "request_queue_limit")
                .with(JetStreamKeys::whole, "info_queue_limit")
                .with(JetStreamKeys::positive, "meta_compact")
                .with(entry -> size(entry, entry.name()), "meta_compact_size")
                .truth("meta_compact_sync")
                .with(JetStreamKeys::concurrentIo, "max_concurrent_io");
    }

    /// Whether streams are asked for.
    boolean check(Entry entry) {
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
                enabled = true;
                keys.check(entry);
                yield enabled;
            }
            default -> throw entry.bad("Expected map, bool or string to define JetStream, got " + entry.typeName());
        };
    }

    private static boolean strict(Entry entry) {
        if (entry.value() instanceof Value.Truth) {
            return true;
        }
        String shown = switch (entry.value()) {
            case Value.Whole whole -> "%!s(int64=" + whole.number() + ")";
            case Value.Real _ -> "%!s(float64=" + entry.value().shown() + ")";
            default -> entry.value().shown();
        };
        throw entry.bad("Expected 'true' or 'false' for bool value, got '" + shown + "'");
    }

    private static boolean sync(Entry entry) {
        if (!(entry.value() instanceof Value.Text text) || !text.text().equalsIgnoreCase("always")) {
            entry.durationNanos(entry.key());
        }
        return true;
    }

    /// A number, or a text of a number and one of the letters K, M, G and T.
    private static boolean size(Entry entry, String what) {
        switch (entry.value()) {
            case Value.Whole _ -> {}
            case Value.Text text -> {
                if (!text.text().isEmpty()) {
                    sizeText(entry, text.text(), what);
                }
            }
            default -> throw entry.bad(what + " must be int64 or string");
        }
        return true;
    }

    private static void sizeText(Entry entry, String text, String what) {
        String number = text.substring(0, text.length() - 1);
        try {
            Long.parseLong(number);
        } catch (NumberFormatException _) {
            throw entry.bad(what + " strconv.ParseInt: parsing " + Quoted.of(number) + ": invalid syntax");
        }
        if ("KMGT".indexOf(text.charAt(text.length() - 1)) < 0) {
            throw entry.bad(what + " sizes defined as strings must end in K, M, G, T");
        }
    }

    private static boolean whole(Entry entry) {
        if (entry.value() instanceof Value.Whole) {
            return true;
        }
        throw entry.bad("Expected a parseable size for " + Quoted.of(entry.key()) + ", got "
                + entry.value().shown());
    }

    private static boolean positive(Entry entry) {
        if (entry.value() instanceof Value.Whole whole && whole.number() >= 0) {
            return true;
        }
        throw entry.bad("Expected an absolute size for " + Quoted.of(entry.key()) + ", got "
                + entry.value().shown());
    }

    private static boolean concurrentIo(Entry entry) {
        if (entry.value() instanceof Value.Whole whole
                && whole.number() >= CONCURRENT_IO_MIN
                && whole.number() <= CONCURRENT_IO_MAX) {
            return true;
        }
        throw entry.bad("Expected an absolute size for " + Quoted.of(entry.key()) + " between 4 and 8192, got "
                + entry.value().shown());
    }

    private static boolean cipher(Entry entry) {
        switch (KnownSection.lower(entry)) {
            case "chacha", "chachapoly", "aes" -> {}
            default -> throw entry.bad("Unknown cipher type: " + Quoted.of(entry.text()));
        }
        return true;
    }

    private static boolean map(Entry entry, Keys keys, String what) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected a map to define " + what + ", got " + entry.typeName());
        }
        keys.check(entry);
        return true;
    }

    private static boolean plainDuration(Entry entry) {
        try {
            GoDuration.parse(entry.text());
        } catch (IllegalArgumentException e) {
            entry.error(String.valueOf(e.getMessage()));
        }
        return true;
    }
}
