package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.AccountUsage;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.document.AccountDocument;
import io.natterjack.domain.jetstream.document.AccountDocument.ApiUsage;
import io.natterjack.domain.jetstream.document.AccountDocument.Usage;
import io.natterjack.domain.jetstream.response.AccountResponses;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import java.util.Map;
import java.util.TreeMap;

/// Says what an account uses, and what it may.
final class AccountMethods {
    private static final JetStreamLimits SAID_BY_TIERS = new JetStreamLimits(0, 0, 0, 0, 0, 0, 0, false);

    private AccountMethods() {}

    static byte[] info(ApiCall call) {
        AccountStreams streams = call.streams();
        AccountUsage usage = streams.usage();
        Map<String, Usage> tiers = new TreeMap<>();
        usage.allowance().tiers().forEach((name, limits) -> tiers.put(name, tier(name, limits, streams)));
        JetStreamLimits limits = tiers.isEmpty() ? usage.allowance().limits() : SAID_BY_TIERS;
        ApiUsage api = new ApiUsage(usage.requests(), usage.errors(), 0);
        return AccountResponses.info(new AccountDocument(used(streams, limits), streams.domain(), api, tiers));
    }

    /// A single server has streams of one tier only.
    private static Usage tier(String name, JetStreamLimits limits, AccountStreams streams) {
        return name.equals(AccountUsage.TIER) ? used(streams, limits) : new Usage(0, 0, 0, 0, 0, 0, limits);
    }

    private static Usage used(AccountStreams streams, JetStreamLimits limits) {
        AccountUsage usage = streams.usage();
        int consumers = 0;
        for (HostedStream each : streams.all()) {
            consumers += each.consumers().size();
        }
        return new Usage(
                usage.memoryBytes(),
                usage.lastingBytes(),
                usage.memoryReservedBytes(),
                usage.lastingReservedBytes(),
                streams.all().size(),
                consumers,
                limits);
    }
}
