package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Backups, asked for and brought back by the subjects of the API.
final class SnapshotConversationTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String COMPLETE = "$JS.EVENT.ADVISORY.STREAM.SNAPSHOT_COMPLETE.S";

    private final TransferStage stage = new TransferStage();
    private final List<Heard> delivered = new ArrayList<>();

    @BeforeEach
    void fill() {
        stage.makes("");
        for (int i = 1; i <= 40; i++) {
            stage.passes(SECOND_NANOS);
            stage.stores("s." + i % 3, ("message " + i + " ").repeat(i));
        }
        for (int sequence : new int[] {1, 7, 8, 40}) {
            stage.asks("STREAM.MSG.DELETE.S", "{\"seq\":" + sequence + "}");
        }
    }

    /// What cannot be compressed.
    private void fillMore(int messages) {
        Random random = new Random(5);
        for (int i = 0; i < messages; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(500, 'A', 'z').forEach(each -> text.append((char) each));
            stage.stores("s.more", text.toString());
        }
    }

    /// One consumer has settled some, has some open, and has given one up.
    private void consume() {
        stage.consumes("C", ",\"max_deliver\":2");
        stage.consumes("D", ",\"deliver_policy\":\"new\",\"filter_subject\":\"s.1\"");
        pull(6);
        ack(2, "+ACK");
        ack(3, "-NAK");
        pull(1);
        ack(3, "-NAK");
        ack(4, "-NAK");
        pull(1);
        stage.passes(SECOND_NANOS);
    }

    private void pull(int messages) {
        stage.says("SUB _P 7\r\n");
        stage.publishes(
                "$JS.API.CONSUMER.MSG.NEXT.S.C", "_P", String.valueOf(messages).getBytes(UTF_8));
        delivered.addAll(stage.hears());
        stage.says("UNSUB 7\r\n");
    }

    /// Answers the latest delivery of a message.
    private void ack(int sequence, String verb) {
        String reply = delivered.stream()
                .map(Heard::reply)
                .filter(each -> each.startsWith("$JS.ACK.S.C.") && each.split("\\.", -1)[5].equals("" + sequence))
                .toList()
                .getLast();
        stage.publishes(reply, "", verb.getBytes(UTF_8));
    }

    @Test
    void aStreamComesBackWithItsMessagesAndConsumers() {
        consume();
        List<String> before = stage.contents("S", 40, "C", "D");
        assertTrue(before.get(41).contains("\"num_redelivered\":2"), before::toString);
        byte[] backup = stage.backUp("");
        stage.asks("STREAM.DELETE.S", "");

        String answer = stage.restores(backup);

        assertTrue(
                answer.startsWith("{\"type\":\"io.nats.jetstream.api.v1.stream_create_response\",\"config\""), answer);
        assertEquals(before, stage.contents("S", 40, "C", "D"));
        stage.stores("s.1", "next");
        assertTrue(stage.asks("STREAM.MSG.GET.S", "{\"seq\":41}").contains("bmV4dA=="));
    }

    @Test
    void anEmptyStreamThatHadMessagesComesBackEmpty() {
        stage.asks("STREAM.PURGE.S", "");
        List<String> before = stage.contents("S", 40);
        byte[] backup = stage.backUp("");
        stage.asks("STREAM.DELETE.S", "");
        stage.restores(backup);
        assertEquals(before, stage.contents("S", 40));
        assertTrue(before.getFirst().contains("\"first_seq\":41"), before::getFirst);
    }

    @Test
    void consumersMayBeLeftOut() {
        consume();
        byte[] backup = stage.backUp(",\"no_consumers\":true");
        stage.asks("STREAM.DELETE.S", "");
        stage.restores(backup);
        assertTrue(stage.asks("CONSUMER.NAMES.S", "").contains("\"total\":0"));
        assertTrue(stage.asks("STREAM.INFO.S", "").contains("\"messages\":36"));
    }

    @Test
    void noMoreChunksAreUnderWayThanTheWindowHolds() {
        fillMore(20);
        stage.begins(",\"chunk_size\":1024,\"window_size\":3072");
        List<Heard> first = stage.chunks();
        assertEquals(3, first.size());
        assertTrue(first.getFirst().reply().endsWith(".1024.1"), first.getFirst()::reply);

        stage.publishes(first.getFirst().reply(), "", new byte[0]);

        List<Heard> next = stage.chunks();
        assertEquals(1, next.size());
        assertTrue(next.getFirst().reply().endsWith(".1024.4"), next.getFirst()::reply);
    }

    @Test
    void whoeverAnswersNothingGetsNoMore() {
        fillMore(20);
        stage.says("SUB " + COMPLETE + " 6\r\n");
        stage.begins(",\"chunk_size\":1024,\"window_size\":1024");
        assertEquals(1, stage.chunks().size());
        stage.passes(4 * SECOND_NANOS);
        assertEquals(List.of(), stage.hears());

        stage.passes(2 * SECOND_NANOS);

        List<Heard> end = stage.hears();
        assertEquals(2, end.size());
        assertEquals("NATS/1.0 408 No Flow Response\r\n\r\n", end.getFirst().headers());
        assertTrue(end.getLast().text().contains("\"error\":\"no flow response\""), end.getLast()::text);
    }

    @Test
    void nothingIsSentWhereNobodyListens() {
        stage.says("SUB " + COMPLETE + " 6\r\n");
        stage.asks("STREAM.SNAPSHOT.S", "{\"deliver_subject\":\"_NOBODY\"}");

        stage.passes(3 * SECOND_NANOS);

        List<Heard> end = stage.hears();
        assertEquals(1, end.size());
        assertTrue(end.getFirst().text().contains("\"error\":\"no interest\""), end.getFirst()::text);
    }

    @Test
    void whatIsStoredMeanwhileIsNotInTheBackupAndNeitherIsWhatIsGone() {
        fillMore(200);
        consume();
        stage.begins(",\"chunk_size\":1024,\"window_size\":1024");
        List<Heard> first = stage.chunks();
        assertEquals(1, first.size());
        stage.stores("s.1", "too late");
        stage.asks("STREAM.MSG.DELETE.S", "{\"seq\":240}");
        stage.asks("CONSUMER.DELETE.S.D", "");

        byte[] backup = stage.rest(first);

        stage.asks("STREAM.DELETE.S", "");
        stage.restores(backup);
        String info = stage.asks("STREAM.INFO.S", "");
        assertTrue(info.contains("\"last_seq\":240,"), info);
        assertTrue(info.contains("\"messages\":235,"), info);
        assertTrue(info.contains("\"consumer_count\":2"), info);
        assertFalse(stage.asks("STREAM.MSG.GET.S", "{\"seq\":239}").contains("error"));
    }

    @Test
    void aWorkQueueKeepsWhatItsConsumerHasNotSettled() {
        stage.asks("STREAM.DELETE.S", "");
        stage.makes(",\"retention\":\"workqueue\"");
        for (int i = 1; i <= 9; i++) {
            stage.stores("s." + i, "work " + i);
        }
        stage.consumes("C", "");
        pull(4);
        ack(1, "+ACK");
        ack(3, "+ACK");
        List<String> before = stage.contents("S", 9, "C");
        byte[] backup = stage.backUp("");
        stage.asks("STREAM.DELETE.S", "");
        stage.sends(
                stage.offers("S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"retention\":\"workqueue\"}"), backup, 700);
        assertEquals(before, stage.contents("S", 9, "C"));
        assertTrue(before.getLast().contains("\"num_ack_pending\":2"), before::getLast);
    }
}
