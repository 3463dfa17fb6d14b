package io.natterjack.domain.monitor.jsz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.ports.storage.stream.Durability;

/// JetStream as a whole: what `/varz` and `/jsz` say in the same words.
public final class JetStreamJson {
    private JetStreamJson() {}

    /// What stands in `/varz`, as an object on one line.
    public static String section(JetStreamSettings settings, JetStreamFigures figures) {
        byte[] json = JsonOut.document(
                settings,
                (all, out) -> out.field("config", all, JetStreamJson::config)
                        .field("stats", figures, JetStreamJson::stats)
                        .field("limits", all, JetStreamJson::limits));
        return new String(json, UTF_8);
    }

    /// The fields of `config`.
    static void config(JetStreamSettings settings, JsonOut out) {
        out.field("max_memory", settings.memoryBytesMax())
                .field("max_storage", settings.fileBytesMax())
                .field("store_dir", settings.store().directory())
                .field("sync_interval", settings.store().syncIntervalNanos())
                .optional("sync_always", settings.store().durability() == Durability.DISK)
                .optional("domain", settings.domain())
                .field("compress_ok", true)
                .optional("unique_tag", settings.uniqueTag())
                .optional("strict", settings.strict());
    }

    /// The fields of what all streams hold.
    static void stats(JetStreamFigures figures, JsonOut out) {
        out.field("memory", figures.memoryBytes())
                .field("storage", figures.fileBytes())
                .field("reserved_memory", figures.reservedMemoryBytes())
                .field("reserved_storage", figures.reservedFileBytes())
                .field("accounts", figures.accounts())
                .field("ha_assets", 0)
                .field("api", figures, JetStreamJson::api);
    }

    private static void api(JetStreamFigures figures, JsonOut out) {
        out.field("level", ApiLevel.SUPPORTED)
                .field("total", figures.requests())
                .field("errors", figures.errors())
                .optional("inflight", figures.requestsInFlight());
    }

    /// The fields of `limits`: those that are not what they are on every server.
    static void limits(JetStreamSettings settings, JsonOut out) {
        AssetLimits limits = settings.limits();
        BatchLimits batches = settings.batches();
        BatchLimits usual = BatchLimits.DEFAULT;
        out.optional("max_request_batch", limits.requestBatchMax())
                .optional("max_ack_pending", limits.ackPendingMax())
                .optional("max_ha_assets", limits.haAssetsMax())
                .optional("max_duplicate_window", limits.duplicateWindowNanos())
                .optional("max_batch_inflight_per_stream", unusual(batches.perStreamMax(), usual.perStreamMax()))
                .optional("max_batch_inflight_total", unusual(batches.totalMax(), usual.totalMax()))
                .optional("max_batch_size", unusual(batches.messagesMax(), usual.messagesMax()))
                .optional("max_batch_timeout", unusual(batches.timeoutNanos(), usual.timeoutNanos()))
                .field("default_max_consumers", limits.consumersMaxDefault());
    }

    private static long unusual(long value, long usual) {
        return value == usual ? 0 : value;
    }
}
