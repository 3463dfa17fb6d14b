package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.StreamSource.SourceConsumer;
import io.natterjack.domain.stream.source.Feed.Answer;
import io.natterjack.domain.stream.source.SourceInfo;
import io.natterjack.domain.stream.source.Sourcing;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Streams that are copied through a consumer that somebody has made for it.
final class DurableSourcingTest {
    private static final long SECOND = TestAccount.SECOND;
    private static final StreamSource THROUGH_CONSUMER =
            new StreamSource("O", 0, null, "", List.of(), null, new SourceConsumer("C", "deliver"));
    private static final StreamConfig ALL =
            StreamConfig.named("ALL").sources(List.of(THROUGH_CONSUMER)).build();
    private static final StreamConfig MIRROR =
            StreamConfig.named("M").mirror(THROUGH_CONSUMER).build();

    private final TestAccount account = new TestAccount();
    private final TestFeed feed = new TestFeed();
    private Stream origin =
            account.create(StreamConfig.named("O").subjects("o.>").build());

    private void originHas(int messages) {
        for (int at = 0; at < messages; at++) {
            origin.publish(TestAccount.message("o", "body"));
        }
        origin.endPass();
    }

    private Sourcing copying(Stream target) {
        Sourcing sourcing = new Sourcing(account, target, feed);
        sourcing.configure();
        account.pass(SECOND);
        return sourcing;
    }

    private static SourceInfo info(Sourcing sourcing) {
        return sourcing.sources().isEmpty()
                ? Objects.requireNonNull(sourcing.mirror())
                : sourcing.sources().getFirst();
    }

    private static List<String> subjects(Stream stream) {
        List<String> subjects = new ArrayList<>();
        StoredMessage message = new StoredMessage();
        for (long at = 1; stream.reader().next(SubjectFilter.ALL, at, message); at = message.sequence() + 1) {
            subjects.add(new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8));
        }
        return subjects;
    }

    private List<String> answered() {
        return account.sent().stream()
                .filter(sent -> sent.subject().startsWith("$JS.FC."))
                .map(sent -> sent.subject().substring(7) + " "
                        + sent.headers().strip().replace("NATS/1.0\r\n", "").replace("\r\n", " "))
                .toList();
    }

    @Test
    void nothingIsCopiedBeforeTheConsumerIsThere() {
        originHas(5);
        Stream all = account.create(ALL);
        Sourcing sourcing = copying(all);
        assertEquals(0, all.state().messages());
        assertEquals(-1, info(sourcing).activeNanos());
        assertNull(info(sourcing).error(), "it may come");
        feed.answers(new Answer.Opened(3));
        account.pass(SECOND);
        feed.pushes(4, account.nowNanos(), 1);
        feed.pushes(5, account.nowNanos(), 0);
        assertEquals(List.of("o.4", "o.5"), subjects(all));
        assertEquals(5, info(sourcing).sequence());
        assertEquals(0, info(sourcing).activeNanos());
    }

    @Test
    void aConsumerThatIsAcknowledgedInAnotherWayIsAnError() {
        feed.answers(new Answer.Unfit());
        assertEquals(
                JetStreamError.SOURCE_CONSUMER_REQUIRES_ACK_FC.with(),
                info(copying(account.create(ALL))).error());
        Sourcing sourcing = copying(account.create(MIRROR));
        assertEquals(
                JetStreamError.MIRROR_CONSUMER_REQUIRES_ACK_FC.with(),
                info(sourcing).error());
        feed.answers(new Answer.Opened(0));
        account.pass(SECOND);
        assertNull(info(sourcing).error());
    }

    @Test
    void aMirrorBeginsBehindWhatTheConsumerHasAcknowledged() {
        originHas(9);
        Stream mirror = account.create(MIRROR);
        feed.answers(new Answer.Opened(6));
        copying(mirror);
        assertEquals(6, mirror.state().lastSequence());
        feed.pushes(7, account.nowNanos(), 2);
        feed.pushes(9, account.nowNanos(), 0);
        assertEquals(List.of("o.7", "o.9"), subjects(mirror));
        assertEquals(9, mirror.state().lastSequence());
    }

    @Test
    void whatIsHereIsNotCopiedTwiceWhereverTheConsumerBegins() {
        originHas(9);
        feed.answers(new Answer.Opened(0));
        for (StreamConfig config : List.of(ALL, MIRROR)) {
            Stream target = account.create(config);
            Sourcing sourcing = copying(target);
            feed.pushes(1, account.nowNanos(), 1);
            feed.pushes(2, account.nowNanos(), 0);
            sourcing.close();
            target = account.restart(target);
            sourcing = copying(target);
            feed.pushes(1, account.nowNanos() - 2 * SECOND, 2);
            feed.pushes(2, account.nowNanos() - 2 * SECOND, 1);
            feed.pushes(3, account.nowNanos(), 0);
            assertEquals(List.of("o.1", "o.2", "o.3"), subjects(target), config.name());
            sourcing.close();
        }
    }

    @Test
    void whatIsMissingIsAskedForAgain() {
        originHas(9);
        Stream all = account.create(ALL);
        feed.answers(new Answer.Opened(0));
        Sourcing sourcing = copying(all);
        feed.pushes(1, account.nowNanos(), 2);
        feed.loses();
        feed.pushes(3, account.nowNanos(), 0);
        assertFalse(feed.isOpen());
        account.pass(SECOND);
        assertEquals(2, feed.openings());
        feed.pushes(1, account.nowNanos(), 2);
        feed.pushes(2, account.nowNanos(), 1);
        feed.loses();
        feed.receiver().alive(feed.number(), "");
        account.pass(SECOND);
        assertEquals(3, feed.openings(), "the last one was missing");
        feed.pushes(1, account.nowNanos(), 2);
        feed.pushes(2, account.nowNanos(), 1);
        feed.pushes(3, account.nowNanos(), 0);
        assertEquals(List.of("o.1", "o.2", "o.3"), subjects(all));
        assertEquals(0, info(sourcing).lag());
    }

    @Test
    void silenceIsAnsweredByBeginningAgain() {
        feed.answers(new Answer.Opened(0));
        Sourcing sourcing = copying(account.create(ALL));
        for (int second = 0; second < 30; second++) {
            account.pass(SECOND);
            feed.receiver().alive(0, "");
        }
        assertEquals(1, feed.openings());
        account.pass(9 * SECOND);
        assertEquals(9 * SECOND, info(sourcing).activeNanos());
        account.pass(2 * SECOND);
        assertEquals(2, feed.openings());
    }

    @Test
    void theConsumerHearsWhatHasArrivedWhenThatIsSafe() {
        originHas(9);
        BrittleStream stored = new BrittleStream(account);
        Stream all = new Stream(account, "", ALL, stored);
        feed.answers(new Answer.Opened(0));
        copying(all);
        stored.slow();
        feed.pushes(1, account.nowNanos(), 1);
        feed.receiver().asked("$JS.FC.first");
        feed.pushes(2, account.nowNanos(), 0);
        all.endPass();
        assertEquals(List.of(), answered());
        feed.receiver().asked("$JS.FC.second");
        all.durable(all.lastTicket());
        assertEquals(List.of("first Nats-Last-Consumer: 1 Nats-Last-Stream: 1"), answered());
        all.endPass();
        all.durable(all.lastTicket());
        assertEquals(
                "second Nats-Last-Consumer: 2 Nats-Last-Stream: 2", answered().getLast());
    }

    @Test
    void onlyWhatIsSafeIsAcknowledgedWhenTheServerEnds() {
        originHas(9);
        BrittleStream stored = new BrittleStream(account);
        Stream all = new Stream(account, "", ALL, stored);
        feed.answers(new Answer.Opened(0));
        Sourcing sourcing = copying(all);
        feed.pushes(1, account.nowNanos(), 1);
        sourcing.settle();
        assertEquals("", feed.arrived(), "it is not committed");
        all.endPass();
        sourcing.settle();
        assertEquals("1/1", feed.arrived());
        stored.slow();
        feed.pushes(2, account.nowNanos(), 0);
        all.endPass();
        sourcing.settle();
        assertEquals("1/1", feed.arrived(), "it is not durable");
    }

    @Test
    void whatCannotBeStoredIsNeitherSkippedNorAcknowledged() {
        originHas(9);
        account.refuse(JetStreamError.INSUFFICIENT_RESOURCES.with());
        Stream all = account.create(ALL);
        feed.answers(new Answer.Opened(0));
        Sourcing sourcing = copying(all);
        feed.pushes(1, account.nowNanos(), 1);
        feed.pushes(2, account.nowNanos(), 0);
        assertEquals(
                JetStreamError.INSUFFICIENT_RESOURCES.with(), info(sourcing).error());
        assertEquals(0, info(sourcing).sequence());
        account.refuse(null);
        account.pass(2 * SECOND);
        feed.pushes(1, account.nowNanos(), 1);
        feed.pushes(2, account.nowNanos(), 0);
        assertEquals(List.of("o.1", "o.2"), subjects(all));
        assertNull(info(sourcing).error());
    }

    @Test
    void aQuestionThatStaysOpenIsAnErrorUntilItIsNot() {
        feed.answers(new Answer.Opened(0));
        Stream all = account.create(ALL);
        Sourcing sourcing = copying(all);
        for (int reminder = 1; reminder <= 3; reminder++) {
            assertNull(info(sourcing).error());
            feed.receiver().alive(0, "$JS.FC.open");
        }
        assertEquals(
                JetStreamError.SOURCE_CONSUMER_FLOW_CONTROL_STALLED.with(),
                info(sourcing).error());
        all.endPass();
        assertEquals(3, answered().size());
        feed.receiver().alive(0, "");
        assertNull(info(sourcing).error());
    }

    @Test
    void aSourceThatWasMadeAnewIsCopiedFromItsStart() {
        account.identify("O", "first");
        originHas(2);
        Stream all = account.create(ALL);
        feed.answers(new Answer.Opened(0));
        copying(all);
        feed.pushes(1, account.nowNanos(), 1);
        feed.pushes(2, account.nowNanos(), 0);
        account.delete(origin);
        account.identify("O", "second");
        origin = account.create(StreamConfig.named("O").subjects("o.>").build());
        originHas(3);
        feed.receiver().broken();
        account.pass(SECOND);
        feed.pushes(1, account.nowNanos(), 2);
        feed.pushes(2, account.nowNanos(), 1);
        feed.pushes(3, account.nowNanos(), 0);
        assertEquals(List.of("o.1", "o.2", "o.1", "o.2", "o.3"), subjects(all));
    }

    @Test
    void aMirrorAcknowledgesNothingThatItHasNoPlaceFor() {
        account.delete(origin);
        origin = account.create(StreamConfig.named("O")
                .subjects("o.>")
                .retention(RetentionPolicy.WORK_QUEUE)
                .build());
        originHas(3);
        Stream mirror = account.create(MIRROR);
        feed.answers(new Answer.Opened(0));
        Sourcing sourcing = copying(mirror);
        feed.pushes(1, account.nowNanos(), 1);
        feed.pushes(2, account.nowNanos(), 0);
        feed.receiver().broken();
        account.pass(SECOND);
        feed.pushes(1, account.nowNanos(), 1);
        assertFalse(feed.isOpen(), "its time says that it is another message");
        assertTrue(String.valueOf(info(sourcing).error()).contains("was mirrored from another stream"));
        mirror.endPass();
        assertEquals(List.of(), answered());
    }
}
