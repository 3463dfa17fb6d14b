package io.natterjack.app.config.reload;

import io.natterjack.app.config.entry.ByteText;
import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.app.config.options.JetStreamOptions.Encryption;
import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.reload.ReloadTable.Fixed;
import io.natterjack.app.config.reload.ReloadTable.Judged;
import io.natterjack.app.config.reload.ReloadTable.Row;
import io.natterjack.app.config.reload.ReloadTable.Secret;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.ports.storage.stream.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What can change about JetStream while it runs: limits, and most of them only upwards.
final class JetStreamRows {
    private static final String REFUSED = "config reload not supported for ";

    static final List<Row> ROWS = List.of(
            fixed("JetStream", JetStreamOptions::enabled),
            fixed("NoJetStreamStrict", o -> !o.strict()),
            new Judged(Concern.JETSTREAM, JetStreamRows::sizes),
            fixed("JetStreamDomain", JetStreamOptions::domain),
            secret("JetStreamKey", o -> o.storage().encryption().key()),
            secret("JetStreamOldKey", o -> o.storage().encryption().previousKey()),
            fixed("JetStreamCipher", o -> cipher(o.storage().encryption())),
            fixed("JetStreamUniqueTag", JetStreamOptions::uniqueTag),
            new Judged(Concern.JETSTREAM, JetStreamRows::limits),
            fixed("JetStreamRequestQueueLimit", o -> o.queues().requestsMax()),
            fixed("JetStreamInfoQueueLimit", o -> o.queues().infoRequestsMax()),
            fixed("StreamMaxBufferedMsgs", o -> o.queues().bufferedMessagesMax()),
            fixed("StreamMaxBufferedSize", o -> o.queues().bufferedBytesMax()),
            new Judged(Concern.JETSTREAM, JetStreamRows::storeDir),
            fixed("SyncInterval", o -> Duration.ofNanos(o.storage().syncIntervalNanos())),
            fixed("SyncAlways", o -> o.storage().durability() == Durability.DISK),
            fixed("JetStreamStorage", o -> o.storage().name()),
            secret("JetStreamStorageOptions", o -> o.storage().options()),
            secret("JetStreamOtherStorages", o -> o.storage().others()));

    private JetStreamRows() {}

    private static Row fixed(String field, Function<JetStreamOptions, Object> value) {
        return new Fixed(field, options -> value.apply(options.jetStream()));
    }

    private static Row secret(String field, Function<JetStreamOptions, Object> value) {
        return new Secret(field, options -> value.apply(options.jetStream()));
    }

    private static String cipher(Encryption encryption) {
        return encryption.key().isEmpty() ? "None" : encryption.cipher();
    }

    private static List<String> sizes(ServerOptions before, ServerOptions after) {
        JetStreamOptions old = before.jetStream();
        JetStreamOptions changed = after.jetStream();
        List<String> lines = new ArrayList<>();
        if (old.enabled()) {
            size(lines, "max_mem_store", old.memoryBytesMax(), changed.memoryBytesMax());
            size(lines, "max_file_store", old.fileBytesMax(), changed.fileBytesMax());
        }
        return lines;
    }

    private static void size(List<String> lines, String field, long old, long changed) {
        if (old == changed) {
            return;
        }
        if (old < 0) {
            throw new ConfigException(REFUSED + "jetstream dynamic max memory and store");
        }
        if (changed < 0) {
            throw new ConfigException(REFUSED + "jetstream max memory and max store");
        }
        if (changed < old) {
            throw new ConfigException(REFUSED + "decreasing jetstream max memory and store");
        }
        lines.add("Reloaded: JetStream " + field + " = " + ByteText.of(changed));
    }

    private static List<String> limits(ServerOptions before, ServerOptions after) {
        JetStreamOptions old = before.jetStream();
        JetStreamOptions changed = after.jetStream();
        boolean same = old.limits().equals(changed.limits()) && old.batches().equals(changed.batches());
        return same ? List.of() : List.of("Reloaded: JetStream limits");
    }

    private static List<String> storeDir(ServerOptions before, ServerOptions after) {
        String changed = after.jetStream().storage().storeDir();
        boolean same = changed.equals(before.jetStream().storage().storeDir());
        if (before.jetStream().enabled() && !same) {
            throw new ConfigException(
                    REFUSED + (changed.isEmpty() ? "jetstream storage dir" : "jetstream storage directory"));
        }
        return List.of();
    }
}
