package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.jetstream.transfer.archive.ArchiveEntry;
import io.natterjack.domain.s2.ByteQueue;
import io.natterjack.domain.s2.S2Reader;
import io.natterjack.domain.s2.S2Writer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Restores that must not succeed: each is answered, and leaves nothing behind.
final class RestoreConversationTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String CONFIG = "{\"name\":\"S\",\"subjects\":[\"s.>\"]}";

    private final TransferStage stage = new TransferStage();

    /// Of a stream that is gone again.
    private byte[] backup(int messages, int bytes) {
        stage.makes("");
        for (int i = 0; i < messages; i++) {
            stage.stores("s." + i, "x".repeat(bytes));
        }
        stage.consumes("C", "");
        byte[] backup = stage.backUp("");
        stage.asks("STREAM.DELETE.S", "");
        return backup;
    }

    private void assertRefused(String answer, int code, String description) {
        assertTrue(answer.contains("\"err_code\":" + code + ",\"description\":\"" + description), answer);
        assertNothingLeft();
    }

    /// Not even the name is taken.
    private void assertNothingLeft() {
        assertEquals(0, stage.used());
        assertTrue(stage.asks("STREAM.NAMES", "").contains("\"total\":0"));
        assertTrue(stage.asks("STREAM.CREATE.S", CONFIG).contains("\"did_create\":true"));
    }

    @Test
    void whatIsCutShortIsRefused() {
        byte[] whole = backup(50, 100);
        assertRefused(stage.restores(Arrays.copyOf(whole, whole.length - 20)), 10062, "restore failed: unexpected EOF");
    }

    @Test
    void aFlippedBitIsFound() {
        byte[] whole = backup(50, 100);
        whole[whole.length / 2] ^= 1;
        assertRefused(stage.restores(whole), 10062, "restore failed: s2: c");
    }

    @Test
    void whatIsNoBackupIsRefused() {
        assertRefused(stage.restores("no backup at all".getBytes(UTF_8)), 10062, "restore failed: s2: corrupt input");
    }

    @Test
    void aRestoreThatStallsFreesItsName() {
        byte[] whole = backup(50, 100);
        String to = stage.offers("S", CONFIG);
        stage.asks(to, Arrays.copyOf(whole, 700));
        stage.passes(4 * SECOND_NANOS);
        stage.hears();
        assertTrue(stage.asks("STREAM.CREATE.S", CONFIG).contains("error"));

        stage.passes(6 * SECOND_NANOS);
        stage.hears();

        assertNothingLeft();
    }

    @Test
    void subjectsThatAnotherStreamHasTakenMeanwhileAreFoundInTheEnd() {
        byte[] whole = backup(5, 10);
        String to = stage.offers("S", CONFIG);
        stage.asks("STREAM.CREATE.OTHER", "{\"name\":\"OTHER\",\"subjects\":[\"s.1\"]}");

        String answer = stage.sends(to, whole, 700);

        assertTrue(answer.contains("\"err_code\":10065"), answer);
        stage.asks("STREAM.DELETE.OTHER", "");
        assertNothingLeft();
    }

    @Test
    void aStreamThatCannotBeOpenedIsAnsweredAndForgotten() {
        ByteQueue entries = new ByteQueue();
        byte[] magic = EarlierFormat.MAGIC.getBytes(UTF_8);
        entries.add(magic, 0, magic.length);
        entries.add(3)
                .addInt(8 + 1 + 3)
                .addInt(1)
                .addInt(3)
                .add('C')
                .add('?')
                .add('?')
                .add('?');
        entries.add(9).addInt(16).addLong(0).addLong(0);
        String to = stage.offers("S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"retention\":\"workqueue\"}");

        String answer = stage.sends(to, framed(entries), 700);

        assertRefused(answer, 10062, "restore failed: it keeps messages for its consumer 'C', whose definition");
    }

    private static byte[] framed(ByteQueue entries) {
        ByteQueue framed = new ByteQueue();
        S2Writer writer = new S2Writer();
        writer.begin(framed);
        writer.move(entries, framed);
        return Arrays.copyOfRange(framed.bytes(), framed.from(), framed.from() + framed.length());
    }

    private static byte[] archive(String state, ArchiveEntry... heads) {
        ByteQueue entries = new ByteQueue();
        byte[] magic = ArchiveEntry.MAGIC.getBytes(UTF_8);
        byte[] json = state.getBytes(UTF_8);
        entries.add(magic, 0, magic.length);
        ArchiveEntry.of(ArchiveEntry.STATE, 0, json).write(entries);
        entries.add(json, 0, json.length);
        for (ArchiveEntry head : heads) {
            head.write(entries);
        }
        return framed(entries);
    }

    private static String state(long messages, long bytes, long last) {
        return "{\"messages\":" + messages + ",\"bytes\":" + bytes + ",\"first_seq\":1,\"last_seq\":" + last + "}";
    }

    @Test
    void noMessageMayBeLargerThanClientsMaySend() {
        byte[] huge = archive(state(1, 100, 1), new ArchiveEntry("s.1", 1, 1, 0, Integer.MAX_VALUE));
        assertRefused(stage.restores(huge), 10062, "restore failed: message sequence 1 exceeds maximum payload size");
    }

    @Test
    void noMessageMayBeLargerThanTheStreamAllows() {
        byte[] large = archive(state(1, 100, 1), new ArchiveEntry("s.1", 1, 1, 0, 101));
        String to = stage.offers("S", "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"max_msg_size\":100}");
        assertRefused(
                stage.sends(to, large, 700), 10062, "restore failed: message sequence 1 exceeds maximum message size");
    }

    @Test
    void anEntryOfTheEarlierFormatIsBoundToo() {
        ByteQueue entries = new ByteQueue();
        byte[] magic = EarlierFormat.MAGIC.getBytes(UTF_8);
        entries.add(magic, 0, magic.length).add(2).addInt(Integer.MAX_VALUE);
        assertRefused(
                stage.restores(framed(entries)),
                10062,
                "restore failed: message sequence 0 exceeds maximum payload size");
    }

    @Test
    void messagesComeInTheirOrder() {
        byte[] twice =
                archive(state(2, 100, 2), new ArchiveEntry("s.1", 1, 2, 0, 0), new ArchiveEntry("s.1", 1, 2, 0, 0));
        assertRefused(stage.restores(twice), 10062, "restore failed: message sequence 2 out of order");
    }

    @Test
    void whatAStreamSaysOfItselfHasToMakeSense() {
        assertRefused(
                stage.restores(archive(state(5, 100, 2))),
                10062,
                "restore failed: invalid stream state: message count exceeds sequence range");
        stage.asks("STREAM.DELETE.S", "");
        assertRefused(stage.restores(archive("[]")), 10062, "restore failed: json: cannot unmarshal array");
    }

    @Test
    void whatAServerHasNoRoomForIsRefusedAtOnce() {
        byte[] whole = backup(50, 1_000);
        stage.allows(20_000);
        String to = stage.offers("S", CONFIG);
        assertEquals("", stage.asks(to, whole));
        assertEquals(0, stage.used());
        assertRefused(stage.asks(to, new byte[0]), 10047, "insufficient storage resources available");
    }

    @Test
    void noServerHasRoomForEverything() {
        stage.allows(Long.MAX_VALUE);
        assertRefused(
                stage.restores(archive(state(1, Long.MAX_VALUE, 1))),
                10047,
                "insufficient storage resources available");
    }

    @Test
    void whatSaysThatItIsSmallerThanItIsIsRefusedWhenItIsTooMuch() {
        stage.allows(100);
        ArchiveEntry[] heads = new ArchiveEntry[5];
        Arrays.setAll(heads, at -> new ArchiveEntry("s.1", 1, at + 1, 0, 0));
        assertRefused(
                stage.restores(archive(state(5, 1, 5), heads)), 10047, "insufficient storage resources available");
    }

    @Test
    void whatIsBeingRestoredCountsAsUsed() {
        byte[] whole = backup(50, 1_000);
        stage.allows(80_000);
        stage.asks("STREAM.CREATE.OTHER", "{\"name\":\"OTHER\",\"subjects\":[\"o\"]}");
        String to = stage.offers("S", CONFIG);
        stage.asks(to, whole);
        assertTrue(stage.used() > 50_000, () -> "" + stage.used());

        String refused = stage.asks("o", "x".repeat(40_000).getBytes(UTF_8));
        assertTrue(refused.contains("\"err_code\":10023"), refused);

        stage.asks(to, new byte[0]);
        String info = stage.asks("STREAM.INFO.S", "");
        assertTrue(info.contains("\"messages\":50,\"bytes\":" + stage.used() + ","), info);
    }

    @Test
    void whateverComesIsAnsweredAndLeavesNothing() {
        byte[] content = unframed(backup(6, 20));
        int refused = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] changed =
                    random.nextInt(4) == 0 ? Arrays.copyOf(content, random.nextInt(content.length)) : content.clone();
            for (int i = random.nextInt(1, 4); i > 0 && changed.length > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            String answer = stage.restores(framed(new ByteQueue().add(changed, 0, changed.length)));
            assertTrue(answer.contains("stream_create_response"), "seed " + seed + ": " + answer);
            refused += answer.contains("\"error\"") ? 1 : 0;
            stage.asks("STREAM.DELETE.S", "");
            assertEquals(0, stage.used(), "seed " + seed);
        }
        assertTrue(refused > 500, "refused " + refused);
        assertNothingLeft();
    }

    private static byte[] unframed(byte[] framed) {
        S2Reader reader = new S2Reader();
        reader.feed(framed, 0, framed.length);
        ByteQueue content = new ByteQueue();
        while (reader.next(content)) {}
        return Arrays.copyOfRange(content.bytes(), content.from(), content.from() + content.length());
    }

    @Test
    void aFewBytesThatStandForMuchLetOthersHaveTheirTurn() {
        byte[] whole = backup(200, 60_000);
        String to = stage.offers("S", CONFIG);
        stage.hears();
        stage.says("SUB _R 9\r\nSUB _I 10\r\n");

        stage.publishesWithoutSettling(to, "_R", whole);
        stage.publishesWithoutSettling("$JS.API.STREAM.NAMES", "_I", new byte[0]);

        List<String> answers = stage.hears().stream().map(Heard::subject).toList();
        assertEquals(List.of("_I", "_R"), answers);
    }
}
