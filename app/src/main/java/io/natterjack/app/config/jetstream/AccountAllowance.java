package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what an account may store.
public final class AccountAllowance {
    private long memoryBytesMax = -1;
    private long fileBytesMax = -1;
    private int streamsMax = -1;
    private int consumersMax = -1;
    private int ackPendingMax = -1;
    private long memoryStreamBytesMax = -1;
    private long fileStreamBytesMax = -1;
    private boolean maxBytesRequired;

    private AccountAllowance() {}

    /// @param entry · `jetstream` of an account
    /// @return null if the account may not use JetStream
    public static @Nullable JetStreamAllowance read(Entry entry) {
        return switch (entry.value()) {
            case Value.Truth truth -> truth.on() ? JetStreamAllowance.UNLIMITED : null;
            case Value.Text text -> Switch.on(entry, text.text()) ? JetStreamAllowance.UNLIMITED : null;
            case Block _ -> {
                AccountAllowance keys = new AccountAllowance();
                entry.each(keys::key);
                yield keys.allowance();
            }
            default -> throw Switch.unfit(entry);
        };
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "max_memory", "max_mem", "mem", "memory" -> memoryBytesMax = Sizes.whole(entry);
            case "max_store", "max_file", "max_disk", "store", "disk" -> fileBytesMax = Sizes.whole(entry);
            case "max_streams", "streams" -> streamsMax = Sizes.number(entry);
            case "max_consumers", "consumers" -> consumersMax = Sizes.number(entry);
            case "max_ack_pending" -> ackPendingMax = Sizes.number(entry);
            case "mem_max_stream_bytes", "memory_max_stream_bytes" -> memoryStreamBytesMax = Sizes.whole(entry);
            case "disk_max_stream_bytes", "store_max_stream_bytes" -> fileStreamBytesMax = Sizes.whole(entry);
            case "max_bytes_required", "max_stream_bytes", "max_bytes" -> maxBytesRequired = truth(entry);
            case "cluster_traffic" -> clusterTraffic(entry);
            default -> entry.unknown();
        }
    }

    private static boolean truth(Entry entry) {
        if (entry.value() instanceof Value.Truth truth) {
            return truth.on();
        }
        throw entry.bad("Expected a parseable bool for " + Sizes.got(entry));
    }

    private static void clusterTraffic(Entry entry) {
        if (!(entry.value() instanceof Value.Text text)) {
            throw entry.bad("Expected either 'system' or 'owner' string value for " + Sizes.got(entry));
        }
        switch (text.text()) {
            case "system", "" -> {}
            case "owner" -> Unbuilt.meet("accounts.jetstream.cluster_traffic", entry);
            default -> throw entry.bad("Expected 'system' or 'owner' string value for " + Sizes.got(entry));
        }
    }

    private JetStreamAllowance allowance() {
        JetStreamLimits limits = new JetStreamLimits(
                memoryBytesMax,
                fileBytesMax,
                streamsMax,
                consumersMax,
                ackPendingMax,
                memoryStreamBytesMax,
                fileStreamBytesMax,
                maxBytesRequired);
        return new JetStreamAllowance(limits, Map.of());
    }
}
