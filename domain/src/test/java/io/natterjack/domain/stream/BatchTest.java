package io.natterjack.domain.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.batch.BatchLimits;
import io.natterjack.domain.stream.batch.BatchTotal;
import io.natterjack.domain.stream.config.DiscardPolicy;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamConfigBuilder;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Messages that are published together.
final class BatchTest {
    private final TestAccount account = new TestAccount();

    private Stream stream(UnaryOperator<StreamConfigBuilder> changes) {
        return account.create(changes.apply(StreamConfig.named("S").subjects("s.>"))
                .features(features -> features.withAtomicPublish(true).withBatchPublish(true))
                .build());
    }

    private String batched(Stream stream, String id, int sequence, String... more) {
        List<String> headers = new ArrayList<>(List.of("Nats-Batch-Id", id, "Nats-Batch-Sequence", "" + sequence));
        headers.addAll(List.of(more));
        return account.ask(stream, "s." + sequence, "x", headers.toArray(String[]::new));
    }

    @Test
    void anAtomicBatchIsThereWhenItsLastMessageHasCome() {
        Stream stream = stream(config -> config);
        assertEquals("", batched(stream, "b", 1));
        assertEquals("", batched(stream, "b", 2));
        assertEquals(2, account.sent().size());
        assertEquals(0, stream.state().lastSequence());
        assertEquals(
                "{\"stream\":\"S\",\"seq\":3,\"batch\":\"b\",\"count\":3}",
                batched(stream, "b", 3, "Nats-Batch-Commit", "1"));
        assertEquals(3, stream.state().messages());
    }

    @Test
    void aBatchMayBeCommittedBehindItsLastMessage() {
        Stream stream = stream(config -> config);
        batched(stream, "b", 1);
        assertEquals(
                "{\"stream\":\"S\",\"seq\":1,\"batch\":\"b\",\"count\":1}",
                batched(stream, "b", 2, "Nats-Batch-Commit", "eob"));
    }

    /// Messages of the batch make others of it go: nobody hears of one that is gone already.
    @Test
    void whoeverListensHearsOfEveryMessageOfABatchBeforeAnyOfThemGoes() {
        Stream stream = stream(config -> config.limits(limits -> limits.withMessagesPerSubjectMax(1)));
        List<String> heard = new ArrayList<>();
        stream.attach(new StreamListener() {
            @Override
            public void stored(StoredMessage message) {
                heard.add("stored " + message.sequence());
            }

            @Override
            public void removed(long sequence, byte[] subject, int subjectFrom, int subjectTo) {
                heard.add("removed " + sequence);
            }

            @Override
            public void removedThrough(long sequence) {
                heard.add("removed through " + sequence);
            }

            @Override
            public void frozen(String why) {
                heard.add(why);
            }
        });
        for (int sequence = 1; sequence <= 3; sequence++) {
            String[] commit = sequence == 3 ? new String[] {"Nats-Batch-Commit", "1"} : new String[0];
            List<String> headers = new ArrayList<>(List.of("Nats-Batch-Id", "b", "Nats-Batch-Sequence", "" + sequence));
            headers.addAll(List.of(commit));
            account.ask(stream, "s.a", "x", headers.toArray(String[]::new));
        }
        assertEquals(List.of("stored 1", "stored 2", "stored 3", "removed 1", "removed 2"), heard);
    }

    /// As it is in the reference, which does not ask consumers before a batch is complete.
    @Test
    void everyMessageOfABatchCountsWhereNewOnesAreRefused() {
        Stream stream = stream(config -> config.retention(RetentionPolicy.INTEREST)
                .discard(DiscardPolicy.NEW)
                .limits(limits -> limits.withMessagesMax(1)));
        batched(stream, "b", 1);
        String answer = batched(stream, "b", 2, "Nats-Batch-Commit", "1");
        assertTrue(answer.contains("maximum messages exceeded"), answer);
        assertEquals(0, stream.state().lastSequence());
    }

    /// Room for so many batches of a server.
    private static final class Total implements BatchTotal {
        private int open;
        private long bytes;

        @Override
        public boolean open(int max) {
            if (open == max) {
                return false;
            }
            open++;
            return true;
        }

        @Override
        public void close() {
            open--;
        }

        @Override
        public boolean keep(long moreBytes, long max) {
            if (bytes + moreBytes > max) {
                return false;
            }
            bytes += moreBytes;
            return true;
        }

        @Override
        public void release(long lessBytes) {
            bytes -= lessBytes;
        }
    }

    private static BatchLimits totals(int atomic, int fast) {
        return new BatchLimits(50, atomic, 1_000, 1 << 20, 1_000, fast, 10 * TestAccount.SECOND);
    }

    private static BatchLimits bytes(long bytesMax) {
        return new BatchLimits(50, 100, 1_000, bytesMax, 1_000, 100, 10 * TestAccount.SECOND);
    }

    @Test
    void atomicBatchesOfAllStreamsAreCountedTogether() {
        Stream stream = stream(config -> config);
        Stream other = account.create(StreamConfig.named("T")
                .subjects("t.>")
                .features(features -> features.withAtomicPublish(true))
                .build());
        Total total = new Total();
        stream.limit(totals(2, 2), total, BatchTotal.UNCOUNTED);
        other.limit(totals(2, 2), total, BatchTotal.UNCOUNTED);
        assertEquals("", batched(stream, "a", 1));
        assertEquals("", batched(other, "b", 1));
        assertTrue(batched(stream, "c", 1).contains("\"err_code\":10210"));
        batched(other, "b", 2, "Nats-Batch-Commit", "1");
        assertEquals("", batched(stream, "c", 1));
        account.pass(11 * TestAccount.SECOND);
        assertEquals(0, total.open);
        assertEquals("", batched(stream, "d", 1));
        stream.close();
        assertEquals(0, total.open);
    }

    @Test
    void whatWaitsForItsBatchToBeCompleteIsBoundedForAllStreams() {
        Stream stream = stream(config -> config);
        Total total = new Total();
        stream.limit(bytes(10_000), total, BatchTotal.UNCOUNTED);
        String[] first = {"Nats-Batch-Id", "a", "Nats-Batch-Sequence", "1"};
        String[] second = {"Nats-Batch-Id", "a", "Nats-Batch-Sequence", "2"};
        String large = "x".repeat(6_000);
        assertEquals("", account.ask(stream, "s.1", large, first));

        String refused = account.ask(stream, "s.2", large, second);

        assertTrue(refused.contains("\"err_code\":10023,\"description\":\"insufficient resources\""), refused);
        assertEquals(List.of("a incomplete"), account.abandonedBatches());
        assertEquals(0, total.bytes);
        assertEquals("", account.ask(stream, "s.1", large, first));
        batched(stream, "a", 2, "Nats-Batch-Commit", "1");
        assertEquals(2, stream.state().messages());
        assertEquals(0, total.bytes);
    }

    @Test
    void aBatchThatIsGivenUpKeepsNothing() {
        Stream stream = stream(config -> config);
        Total total = new Total();
        stream.limit(bytes(10_000), total, BatchTotal.UNCOUNTED);
        batched(stream, "a", 1);
        batched(stream, "b", 1);
        assertTrue(total.bytes > 2L * "s.1x".length(), () -> total.bytes + " bytes");

        account.pass(11 * TestAccount.SECOND);

        assertEquals(0, total.bytes);
    }

    /// There may be room again when the same message is sent again.
    @Test
    void everyMessageOfABatchIsAskedWhetherThereIsRoom() {
        Stream stream = stream(config -> config);
        batched(stream, "b", 1);
        account.refuse(JetStreamError.ACCOUNT_RESOURCES_EXCEEDED.with());

        String refused = batched(stream, "b", 2);

        assertTrue(refused.contains("\"err_code\":10002"), refused);
        assertEquals(List.of(), account.abandonedBatches());
        account.refuse(null);
        assertEquals("", batched(stream, "b", 2));
        batched(stream, "b", 3, "Nats-Batch-Commit", "1");
        assertEquals(3, stream.state().messages());
    }

    @Test
    void fastBatchesOfAllStreamsAreCountedTogether() {
        Stream stream = stream(config -> config);
        Total total = new Total();
        stream.limit(totals(2, 1), BatchTotal.UNCOUNTED, total);
        fastOf(stream, "a", 1, 0);
        fastOf(stream, "b", 1, 0);
        assertTrue(bodies().getLast().contains("\"err_code\":10211"), bodies().getLast());
        fastOf(stream, "a", 2, 2);
        assertEquals(0, total.open);
        fastOf(stream, "b", 1, 0);
        assertEquals("{\"type\":\"ack\",\"seq\":0,\"msgs\":2}", bodies().getLast());
        assertEquals(1, total.open);
    }

    @Test
    void aBatchWithAMessageThatIsRefusedLeavesNothing() {
        Stream stream = stream(config -> config);
        batched(stream, "b", 1, "Nats-Msg-Id", "m");
        String answer = batched(stream, "b", 2, "Nats-Msg-Id", "m", "Nats-Batch-Commit", "1");
        assertTrue(answer.contains("\"err_code\":10201"), answer);
        assertEquals(0, stream.state().lastSequence());
        batched(stream, "c", 1, "Nats-Expected-Last-Sequence", "0");
        answer = batched(stream, "c", 2, "Nats-Expected-Last-Sequence", "1", "Nats-Batch-Commit", "1");
        assertTrue(answer.contains("\"err_code\":10164"), answer);
        assertEquals(0, stream.state().lastSequence());
    }

    @Test
    void batchesThatCannotBeCompleteAreGivenUp() {
        Stream stream = stream(config -> config);
        assertTrue(batched(stream, "b", 2).contains("10176"));
        batched(stream, "b", 1);
        assertTrue(batched(stream, "b", 3).contains("10176"));
        assertTrue(batched(stream, "b", 2).contains("10176"));
        batched(stream, "c", 1);
        account.pass(11 * TestAccount.SECOND);
        assertEquals(List.of("b incomplete", "c timeout"), account.abandonedBatches());
        assertTrue(batched(stream, "x".repeat(65), 1).contains("10179"));
        assertTrue(batched(stream, "d", 1, "Nats-Batch-Commit", "2").contains("10200"));
        assertTrue(batched(stream, "d", 1, "Nats-Required-Api-Level", "99").contains("10185"));
        assertTrue(account.ask(stream, "s.a", "x", "Nats-Batch-Id", "e").contains("10175"));
    }

    @Test
    void onlySoManyBatchesAreOpen() {
        Stream stream = stream(config -> config);
        for (int at = 0; at < 50; at++) {
            batched(stream, "b" + at, 1);
        }
        assertTrue(batched(stream, "late", 1).contains("10210"));
    }

    private void fast(Stream stream, String gap, int sequence, int operation, String... headers) {
        byte[] reply = ("in.box.u1.2." + gap + "." + sequence + "." + operation + ".$FI").getBytes(UTF_8);
        Publication message = TestAccount.message("s.f", "x", headers);
        stream.publish(message.reply(reply, 0, reply.length));
        stream.endPass();
    }

    private void fastOf(Stream stream, String id, int sequence, int operation) {
        byte[] reply = ("in.box." + id + ".2.fail." + sequence + "." + operation + ".$FI").getBytes(UTF_8);
        stream.publish(TestAccount.message("s.f", "x").reply(reply, 0, reply.length));
        stream.endPass();
    }

    private List<String> bodies() {
        return account.sent().stream().map(TestAccount.Sent::body).toList();
    }

    @Test
    void aFastBatchIsAcknowledgedNowAndThen() {
        Stream stream = stream(config -> config);
        fast(stream, "fail", 1, 0);
        fast(stream, "fail", 2, 1);
        fast(stream, "fail", 3, 1);
        fast(stream, "fail", 4, 2);
        assertEquals(
                List.of(
                        "{\"type\":\"ack\",\"seq\":0,\"msgs\":2}",
                        "{\"type\":\"ack\",\"seq\":2,\"msgs\":2}",
                        "{\"stream\":\"S\",\"seq\":4,\"batch\":\"u1\",\"count\":4}"),
                bodies());
        assertEquals("in.box.u1.2.fail.4.2.$FI", account.sent().getLast().subject());
    }

    @Test
    void aDuplicateThatCommitsAFastBatchIsAcknowledgedBeforeIt() {
        Stream stream = stream(config -> config);
        account.ask(stream, "s.f", "x", "Nats-Msg-Id", "once");
        account.sent().clear();
        fast(stream, "fail", 1, 0);
        fast(stream, "fail", 2, 2, "Nats-Msg-Id", "once");
        assertEquals(
                List.of(
                        "{\"type\":\"ack\",\"seq\":0,\"msgs\":2}",
                        "{\"type\":\"ack\",\"seq\":2,\"msgs\":2}",
                        "{\"stream\":\"S\",\"seq\":2,\"batch\":\"u1\",\"count\":2}"),
                bodies());
    }

    @Test
    void aGapEndsAFastBatchUnlessGapsAreFine() {
        Stream stream = stream(config -> config);
        fast(stream, "fail", 1, 0);
        fast(stream, "fail", 3, 1);
        assertEquals(
                List.of(
                        "{\"type\":\"ack\",\"seq\":0,\"msgs\":2}",
                        "{\"type\":\"gap\",\"last_seq\":2,\"seq\":3}",
                        "{\"stream\":\"S\",\"seq\":1,\"batch\":\"u1\",\"count\":1}"),
                bodies());
        account.sent().clear();
        fast(stream, "ok", 1, 0);
        fast(stream, "ok", 3, 1);
        fast(stream, "ok", 4, 3);
        assertEquals(
                List.of(
                        "{\"type\":\"ack\",\"seq\":0,\"msgs\":2}",
                        "{\"type\":\"gap\",\"last_seq\":2,\"seq\":3}",
                        "{\"type\":\"ack\",\"seq\":2,\"msgs\":2}",
                        "{\"stream\":\"S\",\"seq\":3,\"batch\":\"u1\",\"count\":3}"),
                bodies());
    }

    @Test
    void whatAFastBatchSaysInItsReplyHasToMakeSense() {
        Stream stream = stream(config -> config);
        fast(stream, "maybe", 1, 0);
        fast(stream, "fail", 2, 0);
        fast(stream, "fail", 2, 1);
        fast(stream, "fail", 1, 4);
        List<String> codes = bodies().stream()
                .map(body -> body.replaceAll(".*\"err_code\":(\\d+).*", "$1"))
                .toList();
        assertEquals(List.of("10206", "10206", "10208", "10208"), codes);
    }
}
