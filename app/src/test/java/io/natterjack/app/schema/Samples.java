package io.natterjack.app.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.ConsumerInfo.Mark;
import io.natterjack.domain.consumer.ConsumerInfo.Pin;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityPolicy;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.Advisory;
import io.natterjack.domain.jetstream.advisory.ConsumerAdvisory;
import io.natterjack.domain.jetstream.advisory.Requester;
import io.natterjack.domain.jetstream.advisory.ServerAdvisory;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.document.AccountDocument;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.MessageDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.AccountResponses;
import io.natterjack.domain.jetstream.response.ConsumerResponses;
import io.natterjack.domain.jetstream.response.Page;
import io.natterjack.domain.jetstream.response.ResponseKind;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfig.ConsumerLimits;
import io.natterjack.domain.stream.config.StreamConfig.Placement;
import io.natterjack.domain.stream.config.StreamConfig.Republish;
import io.natterjack.domain.stream.config.StreamFeatures;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.StreamSource.External;
import io.natterjack.domain.stream.config.TransformConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One of each document, with all that it can have.
final class Samples {
    private static final Instant NOW = Instant.parse("2026-11-20T04:24:15.5670035Z");
    private static final long NANOS = 1_795_148_655_567_003_500L;
    private static final Requester CLIENT =
            new Requester(NOW, "127.0.0.1", 7, "A", "u", "cl", "java", "2.1", 452_375, "NSERVER", "A", "nats");

    private Samples() {}

    static StreamConfig stream() {
        StreamConfig stream = StreamConfig.named("S")
                .description("orders")
                .subjects("s.>")
                .placement(new Placement("C1", List.of("ssd"), ""))
                .sources(List.of(new StreamSource(
                        "T",
                        0,
                        NOW,
                        "",
                        List.of(new TransformConfig("t.>", "s.>")),
                        new External("$JS.hub.API", "d"),
                        null)))
                .subjectTransform(new TransformConfig("s.>", "x.>"))
                .republish(new Republish("s.>", "r.>", true))
                .consumerLimits(new ConsumerLimits(5, 6))
                .features(new StreamFeatures(true, 1_000_000_000L, false, true, false, true))
                .metadata(Map.of("a", "b"))
                .build();
        return ApiLevel.shown(ApiLevel.stamped(stream), "2.14.0");
    }

    static ConsumerConfig consumer() {
        ConsumerConfig consumer = ConsumerConfig.builder()
                .durable("C")
                .name("C")
                .description("worker")
                .start(StartAt.sequence(5))
                .acks(acks -> acks.withPolicy(AckPolicy.EXPLICIT)
                        .withBackoffNanos(List.of(1_000_000_000L, 2_000_000_000L))
                        .withWaitNanos(1_000_000_000L)
                        .withDeliverMax(5)
                        .withPendingMax(100)
                        .withSampleFrequency("50%"))
                .filterSubjects("s.a", "s.b")
                .pull(pull -> pull.withWaitingMax(512).withBatchMax(10))
                .priority(new PriorityRules(PriorityPolicy.PINNED_CLIENT, List.of("g"), 120_000_000_000L))
                .pauseUntil(NOW)
                .metadata(Map.of("a", "b"))
                .build();
        return ApiLevel.shown(ApiLevel.stamped(consumer), "2.14.0");
    }

    private static StreamFigures figures() {
        return new StreamFigures(3, 120, 2, NANOS, 5, NANOS, 2, Map.of("s.a", 1L, "s.b", 2L), 1, List.of(3L), 1);
    }

    private static StreamDocument streamDocument() {
        SourceDocument source =
                new SourceDocument(stream().sources().getFirst(), 5, 4, -1, JetStreamError.STREAM_NOT_FOUND.with());
        return new StreamDocument(
                stream(),
                NOW,
                figures(),
                "D",
                "srv",
                null,
                List.of(source),
                List.of(new StreamDocument.Alternate("S", "D", "C1")),
                NOW);
    }

    private static ConsumerDocument consumerDocument() {
        ConsumerInfo progress = new ConsumerInfo(
                new Mark(3, 5, NANOS), new Mark(2, 4, 0), 1, 1, 2, 7, false, 5, new Pin("g", "pin", NANOS));
        return new ConsumerDocument("S", "C", NOW, consumer(), progress, "srv", NOW);
    }

    static List<byte[]> responses() {
        Page page = new Page(1, 0, 256);
        MessageDocument message = new MessageDocument(
                "s.a", 5, "NATS/1.0\r\nA: b\r\n\r\n".getBytes(UTF_8), "hello".getBytes(UTF_8), NANOS);
        return List.of(
                StreamResponses.created(streamDocument()),
                StreamResponses.updated(streamDocument()),
                StreamResponses.info(new Page(2, 0, Page.SUBJECTS_MAX), streamDocument()),
                StreamResponses.names(page, List.of("S")),
                StreamResponses.list(page, List.of(streamDocument()), Map.of()),
                StreamResponses.purged(5),
                StreamResponses.message(message),
                StreamResponses.snapshot(stream(), figures()),
                StreamResponses.restore("$JS.SNAPSHOT.RESTORE.S.x"),
                ResponseKind.STREAM_DELETE.done(),
                ResponseKind.STREAM_MESSAGE_DELETE.done(),
                ConsumerResponses.created(consumerDocument()),
                ConsumerResponses.info(consumerDocument()),
                ConsumerResponses.names(page, List.of("C")),
                ConsumerResponses.list(page, List.of(consumerDocument()), Map.of()),
                ConsumerResponses.paused(NOW, 5),
                ConsumerResponses.paused(null, 0),
                ConsumerResponses.reset(consumerDocument(), 5),
                ResponseKind.CONSUMER_DELETE.done(),
                AccountResponses.info(account(Map.of())),
                AccountResponses.info(account(Map.of("R1", usage()))));
    }

    private static AccountDocument account(Map<String, AccountDocument.Usage> tiers) {
        return new AccountDocument(usage(), "D", new AccountDocument.ApiUsage(5, 1, 1), tiers);
    }

    private static AccountDocument.Usage usage() {
        return new AccountDocument.Usage(1, 2, 3, 4, 5, 6, JetStreamLimits.UNLIMITED);
    }

    static List<Advisory> advisories() {
        return List.of(
                new StreamAdvisory.Acted("S", Action.CREATED),
                new StreamAdvisory.SnapshotBegun("S", figures(), CLIENT),
                new StreamAdvisory.SnapshotEnded("S", NOW, NOW, CLIENT, ""),
                new StreamAdvisory.RestoreBegun("S", CLIENT),
                new StreamAdvisory.RestoreEnded("S", NOW, NOW, 120, CLIENT),
                new StreamAdvisory.BatchAbandoned("S", "b1", "timeout"),
                new ConsumerAdvisory.Acted("S", "C", Action.DELETED),
                new ConsumerAdvisory.Paused("S", "C", true, NOW),
                new ConsumerAdvisory.Paused("S", "C", false, null),
                new ConsumerAdvisory.Pinned("A", "S", "C", "g", "pin"),
                new ConsumerAdvisory.Unpinned("A", "S", "C", "g", "admin"),
                new ConsumerAdvisory.DeliveriesExceeded("S", "C", 5, 3),
                new ConsumerAdvisory.Refused("S", "C", 6, 5, 1),
                new ConsumerAdvisory.Terminated("S", "C", 6, 5, 1, "bad"),
                new ConsumerAdvisory.Acknowledged("S", "C", 6, 5, 1_000, 1),
                new ServerAdvisory.Audited("NSERVER", CLIENT, "$JS.API.INFO", "", "{}"),
                new ServerAdvisory.LimitReached("srv", 12),
                new ServerAdvisory.OutOfStorage("srv", "NSERVER", "S", "C1"));
    }

    static byte[] json(Advisory advisory, String domain) {
        return advisory.json("1y34T5iGyMX5cBB67MalCT", NOW, domain);
    }
}
