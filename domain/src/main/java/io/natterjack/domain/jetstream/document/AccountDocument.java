package io.natterjack.domain.jetstream.document;

import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.settings.AccountSettings;
import java.util.Map;
import java.util.TreeMap;

/// What an account uses, and what it may use.
///
/// @param total  · of all tiers; its limits say nothing if there are tiers
/// @param domain · of the server; empty for none
/// @param api    · how its API was used
/// @param tiers  · by name, such as `R1`; empty if there are none
public record AccountDocument(Usage total, String domain, ApiUsage api, Map<String, Usage> tiers) {
    public AccountDocument {
        tiers = Map.copyOf(tiers);
    }

    /// What the streams of an account, or of one tier, cost.
    public record Usage(
            long memoryBytes,
            long fileBytes,
            long reservedMemoryBytes,
            long reservedFileBytes,
            int streams,
            int consumers,
            AccountSettings.JetStreamLimits limits) {
        private void write(JsonOut out) {
            out.unsigned("memory", memoryBytes)
                    .unsigned("storage", fileBytes)
                    .unsigned("reserved_memory", reservedMemoryBytes)
                    .unsigned("reserved_storage", reservedFileBytes)
                    .field("streams", streams)
                    .field("consumers", consumers)
                    .field("limits", limits, AccountDocument::writeLimits);
        }
    }

    /// @param total    · requests since the start
    /// @param errors   · those that were answered with an error
    /// @param inflight · those that are not answered yet
    public record ApiUsage(long total, long errors, long inflight) {
        private void write(JsonOut out) {
            out.field("level", ApiLevel.SUPPORTED)
                    .unsigned("total", total)
                    .unsigned("errors", errors)
                    .optionalUnsigned("inflight", inflight);
        }
    }

    /// Writes its fields.
    public void write(JsonOut out) {
        total.write(out);
        out.optional("domain", domain).field("api", api, ApiUsage::write);
        if (!tiers.isEmpty()) {
            out.field(
                    "tiers",
                    new TreeMap<>(tiers),
                    (map, fields) -> map.forEach((name, usage) -> fields.field(name, usage, Usage::write)));
        }
    }

    private static void writeLimits(AccountSettings.JetStreamLimits limits, JsonOut out) {
        out.field("max_memory", limits.memoryBytesMax())
                .field("max_storage", limits.fileBytesMax())
                .field("max_streams", limits.streamsMax())
                .field("max_consumers", limits.consumersMax())
                .field("max_ack_pending", limits.ackPendingMax())
                .field("memory_max_stream_bytes", limits.memoryStreamBytesMax())
                .field("storage_max_stream_bytes", limits.fileStreamBytesMax())
                .field("max_bytes_required", limits.maxBytesRequired());
    }
}
