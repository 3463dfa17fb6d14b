package io.natterjack.domain.monitor;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamFigures;
import io.natterjack.domain.monitor.jsz.JetStreamReport;
import io.natterjack.domain.monitor.jsz.StreamReport;
import io.natterjack.domain.settings.JetStreamSettings;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.settings.JetStreamSettings.BatchLimits;
import io.natterjack.domain.settings.JetStreamSettings.QueueLimits;
import io.natterjack.domain.settings.JetStreamSettings.Store;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.ports.storage.stream.Durability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account `A` with the stream `ORDERS` and its consumer `C1`, a mirror `M` of it, and a stream `SRC` that it
/// flows into. One message has been delivered and acknowledged a second later. The readers acknowledge nothing.
final class ReportedStreams implements JetStreamReport {
    static final JetStreamSettings SETTINGS = new JetStreamSettings(
            new Store(Store.FILE, "/data/jetstream", Durability.DISK, 120_000_000_000L, Map.of(), Map.of()),
            1_000_000_000,
            2_000_000_000,
            "hub",
            true,
            "az:",
            new AssetLimits(500, 0, 0, 0, -1),
            new BatchLimits(50, 1_000, 7, 128L << 20, 10_000_000_000L),
            QueueLimits.DEFAULT);

    private static final Instant NOW = Instant.ofEpochSecond(100);
    private static final long SECOND = 1_000_000_000L;

    private final List<Problem> problems = new ArrayList<>();

    void suffers(String account, String stream, String text) {
        problems.add(new Problem(account, stream, text));
    }

    @Override
    public JetStreamFigures figures() {
        return new JetStreamFigures(0, 188, 0, 0, 1, 11, 1, 0, 3, 1, 3, 188);
    }

    @Override
    public List<String> accounts() {
        return List.of("A");
    }

    @Override
    public @Nullable AccountReport account(String name, Depth depth) {
        if (!name.equals("A")) {
            return null;
        }
        List<StreamReport> streams = switch (depth) {
            case FIGURES -> List.of();
            case STREAMS -> streams(List.of(), List.of());
            case CONSUMERS ->
                streams(List.of(consumer("C1", false)), List.of(consumer("R1", true), consumer("R2", true)));
        };
        return new AccountReport(name, 0, 188, 100_000_000, -1, 11, 1, streams);
    }

    @Override
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private static List<StreamReport> streams(List<ConsumerDocument> consumers, List<ConsumerDocument> readers) {
        return List.of(
                new StreamReport(
                        StreamConfig.named("M")
                                .mirror(StreamSource.of("ORDERS"))
                                .build(),
                        NOW,
                        contents(0),
                        new SourceDocument(StreamSource.of("ORDERS"), 0, 0, SECOND, null),
                        List.of(),
                        List.of(),
                        List.of()),
                new StreamReport(
                        StreamConfig.named("SRC")
                                .sources(List.of(StreamSource.of("ORDERS")))
                                .build(),
                        NOW,
                        contents(0),
                        null,
                        List.of(new SourceDocument(StreamSource.of("ORDERS"), 0, 1, SECOND, null)),
                        List.of(),
                        List.of()),
                new StreamReport(
                        StreamConfig.named("ORDERS").subjects("orders.>").build(),
                        NOW,
                        contents(1),
                        null,
                        List.of(),
                        consumers,
                        readers));
    }

    private static StreamFigures contents(int consumers) {
        return new StreamFigures(1, 40, 1, 100 * SECOND, 1, 100 * SECOND, 1, Map.of(), 0, List.of(), consumers);
    }

    private static ConsumerDocument consumer(String name, boolean pushed) {
        ConsumerInfo progress = new ConsumerInfo(
                new Mark(1, 1, 97 * SECOND), new Mark(1, 1, pushed ? 0 : 98 * SECOND), 0, 0, 0, 0, pushed, 0, null);
        return new ConsumerDocument(
                "ORDERS", name, NOW, ConsumerConfig.builder().name(name).build(), progress, "", NOW);
    }
}
