package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.AccountUsage;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Says what an account uses, and what it may.
final class AccountMethods {
    private AccountMethods() {}

    static Consumer<JsonOut> info(ApiCall call) {
        call.requireNothing();
        AccountStreams streams = call.streams();
        return out -> {
            writeUsage(streams, out);
            Map<String, JetStreamLimits> tiers = streams.usage().allowance().tiers();
            if (tiers.isEmpty()) {
                out.field("limits", streams.usage().allowance().limits(), AccountMethods::writeLimits);
            } else {
                out.field("limits", new JetStreamLimits(0, 0, 0, 0, 0, 0, 0, false), AccountMethods::writeLimits);
            }
            out.optional("domain", streams.domain()).field("api", streams.usage(), AccountMethods::writeApi);
            if (!tiers.isEmpty()) {
                out.field(
                        "tiers",
                        new TreeMap<>(tiers),
                        (each, inner) -> each.forEach((name, limits) ->
                                inner.field(name, limits, (of, tier) -> writeTier(streams, name, of, tier))));
            }
        };
    }

    private static void writeTier(AccountStreams streams, String name, JetStreamLimits limits, JsonOut out) {
        if (name.equals(AccountUsage.TIER)) {
            writeUsage(streams, out);
        } else {
            out.field("memory", 0)
                    .field("storage", 0)
                    .field("reserved_memory", 0)
                    .field("reserved_storage", 0)
                    .field("streams", 0)
                    .field("consumers", 0);
        }
        out.field("limits", limits, AccountMethods::writeLimits);
    }

    private static void writeUsage(AccountStreams streams, JsonOut out) {
        AccountUsage usage = streams.usage();
        long consumers = 0;
        for (HostedStream each : streams.all()) {
            consumers += each.consumers().size();
        }
        out.field("memory", usage.memoryBytes())
                .field("storage", usage.lastingBytes())
                .field("reserved_memory", usage.memoryReservedBytes())
                .field("reserved_storage", usage.lastingReservedBytes())
                .field("streams", streams.all().size())
                .field("consumers", consumers);
    }

    private static void writeLimits(JetStreamLimits limits, JsonOut out) {
        out.field("max_memory", limits.memoryBytesMax())
                .field("max_storage", limits.fileBytesMax())
                .field("max_streams", limits.streamsMax())
                .field("max_consumers", limits.consumersMax())
                .field("max_ack_pending", limits.ackPendingMax())
                .field("memory_max_stream_bytes", limits.memoryStreamBytesMax())
                .field("storage_max_stream_bytes", limits.fileStreamBytesMax())
                .field("max_bytes_required", limits.maxBytesRequired());
    }

    private static void writeApi(AccountUsage usage, JsonOut out) {
        out.field("level", ApiLevel.SUPPORTED).field("total", usage.requests()).field("errors", usage.errors());
    }
}
