package io.natterjack.app.config.jetstream;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.app.config.unbuilt.Keys;
import io.natterjack.app.config.unbuilt.Unbuilt;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.text.GoQuoted;
import java.util.Locale;

/// Reads what the operator decides about streams and consumers.
public final class JetStreamSection implements Section {
    private static final int CONCURRENT_IO_MIN = 4;
    private static final int CONCURRENT_IO_MAX = 8192;

    private static final Keys TPM = new Keys("jetstream.tpm")
            .text("keys_file")
            .text("encryption_password")
            .text("srk_password")
            .number("pcr")
            .with(entry -> !StorageKeys.cipher(entry).isEmpty(), "cipher");

    private final StorageKeys storage = new StorageKeys();
    private LimitKeys limits = new LimitKeys();
    private boolean enabled;
    private long memoryBytesMax = -1;
    private long fileBytesMax = -1;
    private String domain = "";
    private boolean strict = true;
    private String uniqueTag = "";
    private int bufferedMessagesMax;
    private long bufferedBytesMax;
    private long requestsMax;
    private long infoRequestsMax;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "jetstream" -> enabled = switched(entry);
            case "store_dir", "storedir" -> storage.storeDir(entry);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifTruth("jetstream", value -> enabled = value);
        flags.ifText("store_dir", storage::storeDir);
        flags.ifText("jetstream_storage", storage::name);
    }

    private boolean switched(Entry entry) {
        return switch (entry.value()) {
            case Value.Truth truth -> truth.on();
            case Value.Text text -> Switch.on(entry, text.text());
            case Block block -> {
                enabled = true;
                storage.prepare(block);
                entry.each(this::key);
                yield enabled;
            }
            default -> throw Switch.unfit(entry);
        };
    }

    private void key(Entry entry) {
        switch (entry.name()) {
            case "enabled", "enable" -> enabled = entry.truth();
            case "strict" -> strict = strict(entry);
            case "max_memory_store", "max_mem_store", "max_mem" ->
                memoryBytesMax = Math.max(-1, Sizes.bytes(entry, "max_mem_store"));
            case "max_file_store", "max_file" -> fileBytesMax = Math.max(-1, Sizes.bytes(entry, "max_file_store"));
            case "domain" -> domain = entry.text();
            case "unique_tag" -> uniqueTag = entry.text().strip().toLowerCase(Locale.ROOT);
            case "limits" -> {
                limits = new LimitKeys();
                limits.read(entry);
            }
            case "max_buffered_size" -> bufferedBytesMax = Sizes.bytes(entry, entry.name());
            case "max_buffered_msgs" -> bufferedMessagesMax = Sizes.number(entry);
            case "request_queue_limit" -> requestsMax = Sizes.whole(entry);
            case "info_queue_limit" -> infoRequestsMax = Sizes.whole(entry);
            default -> {
                if (!storage.accept(entry)) {
                    withoutEffect(entry);
                }
            }
        }
    }

    /// Keys of what does not exist yet.
    private static void withoutEffect(Entry entry) {
        switch (entry.name()) {
            case "tpm" -> {
                LimitKeys.requireMap(entry, "JetStreamLimits");
                TPM.check(entry);
            }
            case "extension_hint" -> {
                if (entry.text().isEmpty()) {
                    return;
                }
            }
            case "max_outstanding_catchup" -> Sizes.bytes(entry, entry.name());
            case "meta_compact" -> Sizes.positive(entry);
            case "meta_compact_size" -> metaCompactSize(entry);
            case "meta_compact_sync" -> {
                if (!entry.truth()) {
                    return;
                }
            }
            case "max_concurrent_io" -> concurrentIo(entry);
            default -> {
                entry.unknown();
                return;
            }
        }
        Unbuilt.meet("jetstream." + entry.name(), entry);
    }

    private static boolean strict(Entry entry) {
        if (entry.value() instanceof Value.Truth truth) {
            return truth.on();
        }
        String shown = switch (entry.value()) {
            case Value.Whole whole -> "%!s(int64=" + whole.number() + ")";
            case Value.Real _ -> "%!s(float64=" + entry.value().shown() + ")";
            default -> entry.value().shown();
        };
        throw entry.bad("Expected 'true' or 'false' for bool value, got '" + shown + "'");
    }

    private static void metaCompactSize(Entry entry) {
        if (Sizes.bytes(entry, entry.name()) < 0) {
            throw entry.bad("Expected an absolute size for " + Sizes.got(entry));
        }
    }

    private static void concurrentIo(Entry entry) {
        boolean fits = entry.value() instanceof Value.Whole whole
                && whole.number() >= CONCURRENT_IO_MIN
                && whole.number() <= CONCURRENT_IO_MAX;
        if (!fits) {
            throw entry.bad("Expected an absolute size for " + GoQuoted.text(entry.key()) + " between 4 and 8192, got "
                    + entry.value().shown());
        }
    }

    public JetStreamOptions options() {
        return new JetStreamOptions(
                enabled,
                storage.choice(),
                memoryBytesMax,
                fileBytesMax,
                domain,
                strict,
                uniqueTag,
                limits.assets(),
                limits.batches(),
                new QueueLimits(bufferedMessagesMax, bufferedBytesMax, requestsMax, infoRequestsMax));
    }
}
