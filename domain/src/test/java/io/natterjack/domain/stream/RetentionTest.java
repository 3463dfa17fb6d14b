package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Streams that keep messages only as long as somebody needs them.
final class RetentionTest {
    private final TestAccount account = new TestAccount();

    private Stream stream(RetentionPolicy retention) {
        return account.create(
                StreamConfig.named("S").subjects("s.>").retention(retention).build());
    }

    @Test
    void withoutInterestNothingIsKeptButSequencesGoOn() {
        Stream stream = stream(RetentionPolicy.INTEREST);
        assertEquals("{\"stream\":\"S\",\"seq\":1}", account.ask(stream, "s.a", "x", "Nats-Msg-Id", "m"));
        assertEquals(TestAccount.START, stream.state().lastTimeNanos(), "the time of what nobody wanted");
        assertEquals(
                "{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}",
                account.ask(stream, "s.a", "x", "Nats-Msg-Id", "m"));
        stream.attach(new Taker("s.b"));
        account.ask(stream, "s.b", "x");
        assertEquals("{\"stream\":\"S\",\"seq\":3}", account.ask(stream, "s.a", "x"));
        assertEquals(1, stream.state().messages());
        assertEquals(3, stream.state().lastSequence());
        stream = account.restart(stream);
        assertEquals(3, stream.state().lastSequence());
    }

    @Test
    void underInterestAMessageGoesWhenEverybodyHasAcknowledgedIt() {
        Stream stream = stream(RetentionPolicy.INTEREST);
        Taker one = new Taker("s.>");
        Taker two = new Taker("s.a");
        stream.attach(one);
        stream.attach(two);
        account.ask(stream, "s.a", "x");
        account.ask(stream, "s.b", "x");
        assertFalse(one.acknowledges(stream, 1));
        assertTrue(two.acknowledges(stream, 1));
        assertTrue(one.acknowledges(stream, 2));
        assertEquals(0, stream.state().messages());
    }

    @Test
    void whatOnlyAConsumerThatIsGoneHasWaitedForGoes() {
        Stream stream = stream(RetentionPolicy.INTEREST);
        Taker one = new Taker("s.>");
        Taker two = new Taker("s.a");
        stream.attach(one);
        stream.attach(two);
        account.ask(stream, "s.a", "x");
        account.ask(stream, "s.b", "x");
        stream.detach(one);
        stream.abandoned();
        assertEquals(1, stream.state().messages());
        assertEquals(1, stream.state().firstSequence());
    }

    @Test
    void aWorkQueueKeepsWhatNobodyHasAcknowledged() {
        Stream stream = stream(RetentionPolicy.WORK_QUEUE);
        account.ask(stream, "s.a", "x");
        account.ask(stream, "s.a", "x");
        Taker taker = new Taker("s.>");
        stream.attach(taker);
        assertTrue(taker.acknowledges(stream, 1));
        stream.detach(taker);
        stream.abandoned();
        assertEquals(1, stream.state().messages());
    }

    @Test
    void underLimitsAcknowledgementsDoNotMatter() {
        Stream stream = stream(RetentionPolicy.LIMITS);
        account.ask(stream, "s.a", "x");
        assertFalse(stream.acknowledged(1));
    }

    /// A consumer that only counts.
    private static final class Taker implements StreamConsumer {
        private final SubjectFilter filter;
        private final Set<Long> acknowledged = new HashSet<>();

        Taker(String filter) {
            this.filter = SubjectFilter.of(filter);
        }

        boolean acknowledges(Stream stream, long sequence) {
            acknowledged.add(sequence);
            return stream.acknowledged(sequence);
        }

        @Override
        public String name() {
            return filter.toString();
        }

        @Override
        public boolean wants(byte[] subject, int subjectFrom, int subjectTo) {
            return filter.matches(subject, subjectFrom, subjectTo);
        }

        @Override
        public boolean needs(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
            return !acknowledged.contains(sequence) && wants(subject, subjectFrom, subjectTo);
        }

        @Override
        public void stored(StoredMessage message) {
            String subject = new String(message.subject(), message.subjectFrom(), message.subjectLength(), UTF_8);
            assertTrue(subject.startsWith("s."), subject);
        }

        @Override
        public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
            acknowledged.remove(sequence);
        }

        @Override
        public void removedThrough(long sequence) {
            acknowledged.removeIf(each -> each <= sequence);
        }

        @Override
        public void frozen(String why) {
            throw new AssertionError(why);
        }
    }
}
