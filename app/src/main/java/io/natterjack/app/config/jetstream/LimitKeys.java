package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.text.GoDuration;

/// Reads the block `limits`.
final class LimitKeys {
    private int ackPendingMax;
    private int requestBatchMax;
    private long duplicateWindowNanos;
    private int haAssetsMax;
    private int consumersMax;
    private int batchesPerStreamMax;
    private int batchesTotalMax;
    private int batchMessagesMax;
    private long batchTimeoutNanos;

    void read(Entry limits) {
        requireMap(limits, "JetStreamLimits");
        limits.each(this::limit);
    }

    private void limit(Entry entry) {
        switch (entry.name()) {
            case "max_ack_pending" -> ackPendingMax = entry.number();
            case "max_ha_assets" -> {
                haAssetsMax = entry.number();
                Unbuilt.meet("jetstream.limits.max_ha_assets", entry);
            }
            case "max_request_batch" -> requestBatchMax = entry.number();
            case "default_max_consumers" -> consumersMax = entry.number();
            case "duplicate_window" -> duplicateWindowNanos = duration(entry);
            case "batch" -> {
                requireMap(entry, "batch limits");
                entry.each(this::batch);
            }
            default -> entry.unknown();
        }
    }

    private void batch(Entry entry) {
        switch (entry.name()) {
            case "max_inflight_per_stream" -> batchesPerStreamMax = entry.number();
            case "max_inflight_total" -> batchesTotalMax = entry.number();
            case "max_msgs" -> batchMessagesMax = entry.number();
            case "timeout" -> batchTimeoutNanos = duration(entry);
            default -> entry.unknown();
        }
    }

    AssetLimits assets() {
        return new AssetLimits(ackPendingMax, requestBatchMax, duplicateWindowNanos, haAssetsMax, consumersMax);
    }

    BatchLimits batches() {
        return new BatchLimits(batchesPerStreamMax, batchesTotalMax, batchMessagesMax, 0, batchTimeoutNanos);
    }

    static void requireMap(Entry entry, String what) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected a map to define " + what + ", got " + entry.typeName());
        }
    }

    private static long duration(Entry entry) {
        try {
            return GoDuration.parse(entry.text());
        } catch (IllegalArgumentException e) {
            entry.error(String.valueOf(e.getMessage()));
            return 0;
        }
    }
}
