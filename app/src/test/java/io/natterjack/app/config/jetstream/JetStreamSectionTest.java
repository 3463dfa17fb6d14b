package io.natterjack.app.config.jetstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Findings;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.JetStreamOptions;
import io.natterjack.app.config.syntax.ConfigFile;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.ports.storage.stream.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JetStreamSectionTest {
    private static final long MINUTE = 60_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jetstream: true|true",
                "jetstream: Enabled|true",
                "jetstream: enable|true",
                "jetstream: false|false",
                "jetstream: disabled|false",
                "jetstream {}|true",
                "jetstream { enabled: false }|false",
                "jetstream { enable: true, max_mem: 5 }|true",
                "store_dir: a|false",
            })
    void aServerHasJetStreamIfItIsTold(String text, boolean enabled) {
        assertEquals(enabled, read(text).enabled());
    }

    @Test
    void theCommandLineWins() {
        assertTrue(read("jetstream: false", Map.of("jetstream", true)).enabled());
        assertFalse(read("jetstream: true", Map.of("jetstream", false)).enabled());
        assertEquals("b", read("", Map.of("store_dir", "b")).storage().storeDir());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetstream { store_dir: a }", "jetstream { store: a }", "jetstream: true, storedir: a"})
    void theFolderStandsInTheBlockOrOutside(String text) {
        assertEquals("a", read(text).storage().storeDir());
    }

    @Test
    void whatIsNotSaidIsLeftOpen() {
        JetStreamOptions options = read("jetstream: true");

        assertEquals(-1, options.memoryBytesMax());
        assertEquals(-1, options.fileBytesMax());
        assertEquals("", options.domain());
        assertTrue(options.strict());
        assertEquals("file", options.storage().name());
        assertEquals(Map.of(), options.storage().options());
        assertEquals(new AssetLimits(0, 0, 0, 0, 0), options.limits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5",
                "1KB|1024",
                "1K|1000",
                "'\"3K\"'|3072",
                "'\"2G\"'|2147483648",
                "'\"1T\"'|1099511627776",
                "'\"\"'|0",
                "0|0",
                "-1|-1",
                "-7|-1",
            })
    void bytesComeAsNumbersOrWithALetter(String written, long bytes) {
        assertEquals(bytes, read("jetstream { max_mem: " + written + " }").memoryBytesMax());
        assertEquals(
                bytes, read("jetstream { max_file_store: " + written + " }").fileBytesMax());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|DISK|2",
                "sync_interval: always|DISK|2",
                "sync: ALWAYS|DISK|2",
                "sync_interval: \"5m\"|PAGE_CACHE|5",
                "sync: \"2m\"|PAGE_CACHE|2",
                "sync_interval: \"0s\"|PAGE_CACHE|2",
            })
    void messagesAreSafeOnDiskUnlessAnIntervalIsAskedFor(
            @Nullable String key, Durability durability, long intervalMinutes) {
        JetStreamOptions options = read("jetstream { " + (key == null ? "" : key) + " }");

        assertEquals(durability, options.storage().durability());
        assertEquals(intervalMinutes * MINUTE, options.storage().syncIntervalNanos());
    }

    @Test
    void limitsAreRead() {
        JetStreamOptions options = read("""
                jetstream {
                  domain: hub, strict: false, unique_tag: " AZ:", max_buffered_msgs: 7, max_buffered_size: 8
                  request_queue_limit: 9, info_queue_limit: 10
                  limits {
                    max_ack_pending: 1, max_request_batch: 2, duplicate_window: "3s", default_max_consumers: 4
                    batch { max_inflight_per_stream: 5, max_inflight_total: 6, max_msgs: 7, timeout: "8s" }
                  }
                }
                """);

        assertEquals("hub", options.domain());
        assertFalse(options.strict());
        assertEquals("az:", options.uniqueTag());
        assertEquals(new AssetLimits(1, 2, 3_000_000_000L, 0, 4), options.limits());
        assertEquals(new BatchLimits(5, 6, 7, 0, 8_000_000_000L), options.batches());
        assertEquals(new QueueLimits(7, 8, 9, 10), options.queues());
    }

    @Test
    void aStorageHasABlockOfItsName() {
        JetStreamOptions options = read("""
                jetstream {
                  postgres {
                    url: "jdbc:postgresql://127.0.0.1/nats", pool { Size: 4, eager: true }
                    tables: ["a", "b c", 5 ]
                  }
                  storage: Postgres
                }
                """);

        assertEquals("postgres", options.storage().name());
        assertEquals(
                Map.of(
                        "url", "jdbc:postgresql://127.0.0.1/nats",
                        "pool.size", "4",
                        "pool.eager", "true",
                        "tables", "a,b c,5"),
                options.storage().options());
    }

    @Test
    void streamsMayAskForOtherStoragesWhoseBlockIsThere() {
        JetStreamOptions options = read("jetstream { postgres { url: a, pool { size: 4 } }, memory {} }");

        assertEquals("file", options.storage().name());
        assertEquals(Map.of(), options.storage().options());
        assertEquals(
                Map.of("postgres", Map.of("url", "a", "pool.size", "4"), "memory", Map.of()),
                options.storage().others());
    }

    @Test
    void aSecretOfAStorageMayStandInTheEnvironment() {
        JetStreamSection section = new JetStreamSection();
        String text = "jetstream { storage: postgres, postgres { password: $BROKER_PASSWORD } }";
        Map<String, String> environment = Map.of("BROKER_PASSWORD", "s3cret-x");
        Entry.each(ConfigFile.of(text, environment::get).root(), new Findings(), section::accept);

        assertEquals(Map.of("password", "s3cret-x"), section.options().storage().options());
    }

    @Test
    void theBlockOfWhatIsNoStorageIsUnknown() {
        assertEquals(
                List.of(":1:12: unknown field \"cupboard\""),
                findings("jetstream { cupboard { url: a } }").errors());
        assertEquals(
                List.of(":1:37: a list among the options of a storage holds only texts and numbers"),
                findings("jetstream { storage: a, a { lists: [['b']] } }").errors().stream()
                        .map(line -> line.replaceFirst(":1:\\d+", ":1:37"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"enabled", "true", "Enable"})
    void anAccountMayStoreAnything(String written) {
        assertEquals(JetStreamAllowance.UNLIMITED, account("jetstream: " + written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "false"})
    void anAccountMayStoreNothing(String written) {
        assertNull(account("jetstream: " + written));
    }

    @Test
    void anAccountHasLimits() {
        assertEquals(new JetStreamAllowance(new JetStreamLimits(1, 2, 3, 4, 5, 6, 7, true), Map.of()), account("""
                        jetstream {
                          mem: 1, disk: 2, streams: 3, consumers: 4, max_ack_pending: 5
                          mem_max_stream_bytes: 6, store_max_stream_bytes: 7, max_bytes_required: true
                        }
                        """));
        assertEquals(JetStreamAllowance.UNLIMITED, account("jetstream {}"));
    }

    private static @Nullable JetStreamAllowance account(String text) {
        List<@Nullable JetStreamAllowance> read = new ArrayList<>();
        Entry.each(
                ConfigFile.of(text, _ -> null).root(), new Findings(), entry -> read.add(AccountAllowance.read(entry)));
        return read.getFirst();
    }

    private static JetStreamOptions read(String text) {
        return read(text, Map.of());
    }

    private static JetStreamOptions read(String text, Map<String, Object> flags) {
        JetStreamSection section = new JetStreamSection();
        Findings findings = fill(section, text);
        assertEquals(List.of(), findings.errors());
        section.override(new FlagValues(flags));
        return section.options();
    }

    private static Findings findings(String text) {
        return fill(new JetStreamSection(), text);
    }

    private static Findings fill(JetStreamSection section, String text) {
        Findings findings = new Findings();
        Entry.each(ConfigFile.of(text, _ -> null).root(), findings, entry -> assertTrue(section.accept(entry)));
        return findings;
    }
}
