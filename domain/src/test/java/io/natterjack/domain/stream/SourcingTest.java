package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.TransformConfig;
import io.natterjack.domain.stream.source.SourceInfo;
import io.natterjack.domain.stream.source.Sourcing;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Streams that copy others of their account.
final class SourcingTest {
    private static final long SECOND = TestAccount.SECOND;

    private final TestAccount account = new TestAccount();

    private Stream stream(String name, String... subjects) {
        return account.create(StreamConfig.named(name).subjects(subjects).build());
    }

    private void publish(Stream stream, String subject, String... headers) {
        stream.publish(TestAccount.message(subject, "body", headers));
        stream.endPass();
    }

    private Sourcing copying(Stream target) {
        Sourcing sourcing = new Sourcing(account, target, (source, _) -> {
            throw new AssertionError(source.name());
        });
        sourcing.configure();
        return sourcing;
    }

    /// Each message as its sequence, its subject and, if there is one, where it comes from.
    private static List<String> contents(Stream stream) {
        List<String> contents = new ArrayList<>();
        StoredMessage message = new StoredMessage();
        for (long at = 1; stream.reader().next(SubjectFilter.ALL, at, message); at = message.sequence() + 1) {
            String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
            String headers = new String(message.payload(), message.payloadFrom(), message.headerLength(), UTF_8);
            String origin = headers.replaceAll("(?s).*Nats-Stream-Source: ([^\r]*)\r\n.*", " from $1");
            contents.add(message.sequence() + " " + subject + (origin.equals(headers) ? "" : origin));
        }
        return contents;
    }

    /// Whatever is there has to be looked at once, for all sources and in steps, if they have left nothing in it.
    @Test
    void manyMessagesOfOthersAreLookedThroughOnceAndNotAllAtOnce() {
        int others = 10_000;
        Stream[] origins = {stream("O", "o"), stream("P", "p")};
        BrittleStream stored = new BrittleStream(account);
        StreamConfig config = StreamConfig.named("T")
                .subjects("t")
                .sources(List.of(StreamSource.of("O"), StreamSource.of("P")))
                .build();
        Stream target = new Stream(account, "", config, stored);
        for (int at = 0; at < others; at++) {
            publish(target, "t");
        }
        long before = stored.searches();

        Sourcing sourcing = copying(target);
        account.pass(0);

        assertTrue(stored.searches() - before < others, () -> stored.searches() - before + " searches at once");
        account.pass(SECOND);
        publish(origins[0], "o");
        publish(origins[1], "p");
        account.pass(SECOND);
        assertEquals(others + 2, target.state().messages());
        sourcing.close();
        copying(target);
        account.pass(SECOND);
        assertEquals(others + 2, target.state().messages());
        assertTrue(stored.searches() - before < others + 100, () -> stored.searches() - before + " searches");
    }

    @Test
    void aMirrorWaitsUntilItsAccountHasRoom() {
        Stream origin = stream("O", "o");
        Stream mirror = account.create(
                StreamConfig.named("M").mirror(StreamSource.of("O")).build());
        publish(origin, "o");
        account.refuse(JetStreamError.ACCOUNT_RESOURCES_EXCEEDED.with());
        copying(mirror);
        account.pass(SECOND);
        assertEquals(0, mirror.state().messages());

        account.refuse(null);
        account.pass(2 * SECOND);

        assertEquals(1, mirror.state().messages());
    }

    @Test
    void aMirrorHasTheSequencesAndTimesOfItsOrigin() {
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a");
        account.pass(SECOND);
        publish(origin, "o.b");
        publish(origin, "o.c");
        origin.delete(2, false);
        Stream mirror = account.create(
                StreamConfig.named("M").mirror(StreamSource.of("O")).build());
        Sourcing sourcing = copying(mirror);
        account.pass(SECOND);
        assertEquals(List.of("1 o.a", "3 o.c"), contents(mirror));
        assertEquals(origin.state().lastTimeNanos(), mirror.state().lastTimeNanos());
        publish(origin, "o.d");
        assertEquals(1, sourcing.mirror() == null ? -1 : sourcing.mirror().lag());
        account.pass(SECOND);
        assertEquals(List.of("1 o.a", "3 o.c", "4 o.d"), contents(mirror));
    }

    @Test
    void aMirrorGoesOnWhereItWasAndWaitsForItsOrigin() {
        Stream mirror = account.create(StreamConfig.named("M")
                .mirror(StreamSource.of("O").withFilterSubject("o.a.*"))
                .build());
        Sourcing sourcing = copying(mirror);
        account.pass(SECOND);
        assertEquals(-1, sourcing.mirror() == null ? 0 : sourcing.mirror().activeNanos());
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a.1");
        publish(origin, "o.b.1");
        account.pass(SECOND);
        sourcing.close();
        publish(origin, "o.a.2");
        mirror = account.restart(mirror);
        copying(mirror);
        account.pass(SECOND);
        assertEquals(List.of("1 o.a.1", "3 o.a.2"), contents(mirror));
        assertEquals(2, mirror.state().messages());
    }

    @Test
    void sourcesSayWhereTheyComeFromAndGoOnAfterARestart() {
        Stream one = stream("ONE", "one.>");
        Stream two = stream("TWO", "two.>");
        StreamSource renamed =
                StreamSource.of("TWO").withTransforms(List.of(new TransformConfig("two.*", "2.{{wildcard(1)}}")));
        Stream all = account.create(StreamConfig.named("ALL")
                .sources(List.of(StreamSource.of("ONE"), renamed))
                .build());
        Sourcing sourcing = copying(all);
        publish(one, "one.a");
        account.pass(SECOND);
        publish(two, "two.a");
        publish(two, "two.b.c");
        publish(two, "two.d");
        account.pass(SECOND);
        List<String> expected = List.of(
                "1 one.a from ONE 1 > > one.a",
                "2 2.a from TWO 1 two.* 2.{{wildcard(1)}} two.a",
                "3 2.d from TWO 3 two.* 2.{{wildcard(1)}} two.d");
        assertEquals(expected, contents(all));
        assertEquals(
                List.of(1L, 3L),
                sourcing.sources().stream().map(SourceInfo::sequence).toList());
        sourcing.close();
        all = account.restart(all);
        copying(all);
        account.pass(SECOND);
        assertEquals(expected, contents(all));
    }

    @Test
    void aSourceThatWasMadeAnewIsCopiedFromItsStart() {
        account.identify("O", "first");
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a");
        Stream all = account.create(
                StreamConfig.named("ALL").sources(List.of(StreamSource.of("O"))).build());
        Sourcing sourcing = copying(all);
        account.pass(SECOND);
        account.delete(origin);
        account.identify("O", "second");
        origin = stream("O", "o.>");
        publish(origin, "o.b");
        publish(origin, "o.c");
        account.pass(SECOND);
        List<String> expected = List.of(
                "1 o.a from O 1 > > o.a first", "2 o.b from O 1 > > o.b second", "3 o.c from O 2 > > o.c second");
        assertEquals(expected, contents(all));
        sourcing.close();
        all = account.restart(all);
        copying(all);
        account.pass(SECOND);
        assertEquals(expected, contents(all));
    }

    @Test
    void aSourceThatWasMadeAnewMeanwhileIsNoticedAfterARestart() {
        account.identify("O", "first");
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a");
        Stream all = account.create(
                StreamConfig.named("ALL").sources(List.of(StreamSource.of("O"))).build());
        copying(all).close();
        Sourcing sourcing = copying(all);
        account.pass(SECOND);
        sourcing.close();
        account.delete(origin);
        account.identify("O", "second");
        origin = stream("O", "o.>");
        publish(origin, "o.b");
        publish(origin, "o.c");
        all = account.restart(all);
        copying(all);
        account.pass(SECOND);
        assertEquals(
                List.of(
                        "1 o.a from O 1 > > o.a first",
                        "2 o.b from O 1 > > o.b second",
                        "3 o.c from O 2 > > o.c second"),
                contents(all));
    }

    @Test
    void aSourceThatIsNotThereIsAnErrorUntilItIs() {
        Stream all = account.create(
                StreamConfig.named("ALL").sources(List.of(StreamSource.of("O"))).build());
        Sourcing sourcing = copying(all);
        account.pass(SECOND);
        assertEquals(
                JetStreamError.STREAM_NOT_FOUND.with(),
                sourcing.sources().getFirst().error());
        stream("O", "o.>");
        account.pass(SECOND);
        assertNull(sourcing.sources().getFirst().error());
    }

    @Test
    void aMirrorBeginsWhereItWasToldToAlsoIfNothingIsThereYet() {
        publish(stream("O", "o.>"), "o.a");
        StreamSource later = new StreamSource("O", 50, null, "", List.of(), null, null);
        Stream mirror = account.create(StreamConfig.named("M").mirror(later).build());
        copying(mirror);
        account.pass(SECOND);
        assertEquals(50, mirror.state().firstSequence());
        assertEquals(49, mirror.state().lastSequence());
        Stream all =
                account.create(StreamConfig.named("ALL").sources(List.of(later)).build());
        Sourcing sourcing = copying(all);
        account.pass(SECOND);
        assertEquals(0, all.state().lastSequence());
        assertEquals(0, sourcing.sources().getFirst().sequence(), "nothing was copied");
    }

    @Test
    void aMirrorThatPublishesAgainSaysWhatWasBefore() {
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a");
        publish(origin, "o.b");
        publish(origin, "o.a");
        copying(account.create(StreamConfig.named("M")
                .mirror(StreamSource.of("O"))
                .republish(new StreamConfig.Republish(">", "again.>", false))
                .build()));
        account.pass(SECOND);
        List<String> before = account.sent().stream()
                .filter(sent -> sent.subject().startsWith("again."))
                .map(sent -> sent.headers().replaceAll("(?s).*Nats-Last-Sequence: (\\d+).*", "$1"))
                .toList();
        assertEquals(List.of("0", "0", "1"), before);
    }

    @Test
    void aSourceOutOfReachIsNeverHeardOf() {
        stream("O", "o.>");
        StreamSource far = new StreamSource(
                "O", 0, null, "", List.of(), new StreamSource.External("$JS.far.API", "deliver"), null);
        Stream all =
                account.create(StreamConfig.named("ALL").sources(List.of(far)).build());
        Sourcing sourcing = copying(all);
        account.pass(SECOND);
        SourceInfo info = sourcing.sources().getFirst();
        assertNull(info.error());
        assertEquals(-1, info.activeNanos());
    }

    @Test
    void whatIsCopiedOutOfAWorkQueueIsDone() {
        Stream queue = account.create(StreamConfig.named("Q")
                .subjects("q")
                .retention(RetentionPolicy.WORK_QUEUE)
                .build());
        publish(queue, "q");
        publish(queue, "q");
        Stream all = account.create(
                StreamConfig.named("ALL").sources(List.of(StreamSource.of("Q"))).build());
        copying(all);
        account.pass(SECOND);
        assertEquals(2, all.state().messages());
        assertEquals(0, queue.state().messages());
    }

    @Test
    void aStreamThatIsNoMirrorAnyMoreTakesMessages() {
        Stream origin = stream("O", "o.>");
        publish(origin, "o.a");
        Stream mirror = account.create(
                StreamConfig.named("M").mirror(StreamSource.of("O")).build());
        Sourcing sourcing = copying(mirror);
        account.pass(SECOND);
        StreamConfig promoted =
                mirror.config().with(config -> config.mirror(null).subjects("m"));
        mirror.update(promoted, Stream.options(promoted, Durability.MEMORY), new byte[0]);
        sourcing.configure();
        publish(origin, "o.b");
        publish(mirror, "m");
        account.pass(SECOND);
        assertEquals(List.of("1 o.a", "2 m"), contents(mirror));
    }

    @Test
    void countersOfSeveralStreamsAddUp() {
        Stream[] origins = new Stream[2];
        for (int at = 0; at < origins.length; at++) {
            origins[at] = account.create(StreamConfig.named("C" + at)
                    .subjects("c" + at)
                    .features(features -> features.withCounters(true))
                    .build());
            account.ask(origins[at], "c" + at, "", "Nats-Incr", "5");
            account.ask(origins[at], "c" + at, "", "Nats-Incr", "-2");
        }
        List<StreamSource> sources = List.of(
                StreamSource.of("C0").withTransforms(List.of(new TransformConfig("c0", "sum"))),
                StreamSource.of("C1").withTransforms(List.of(new TransformConfig("c1", "sum"))));
        Stream sum = account.create(StreamConfig.named("SUM")
                .sources(sources)
                .features(features -> features.withCounters(true))
                .build());
        copying(sum);
        account.pass(SECOND);
        StoredMessage last = new StoredMessage();
        assertTrue(sum.reader().read(sum.state().lastSequence(), last));
        String text = new String(last.payload(), last.payloadFrom(), last.payloadLength(), UTF_8);
        assertEquals("{\"val\":\"6\"}", text.substring(text.indexOf("\r\n\r\n") + 4));
        assertEquals(
                "{\"C0\":{\"c0\":\"3\"},\"C1\":{\"c1\":\"3\"}}",
                text.replaceAll("(?s).*Nats-Counter-Sources: ([^\r]*)\r\n.*", "$1"));
    }
}
