package io.natterjack.domain.s2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is packed comes out as it was, and whatever else is read is refused.
class S2Test {
    private static byte[] take(ByteQueue queue) {
        byte[] bytes = Arrays.copyOfRange(queue.bytes(), queue.from(), queue.from() + queue.length());
        queue.drop(queue.length());
        return bytes;
    }

    private static byte[] pack(byte[] data) {
        ByteQueue out = new ByteQueue();
        S2Writer writer = new S2Writer();
        writer.begin(out);
        writer.move(new ByteQueue().add(data, 0, data.length), out);
        return take(out);
    }

    private static byte[] unpack(byte[] packed, int pieceBytes) {
        S2Reader reader = new S2Reader();
        ByteQueue data = new ByteQueue();
        for (int from = 0; from < packed.length; from += pieceBytes) {
            reader.feed(packed, from, Math.min(pieceBytes, packed.length - from));
            while (reader.next(data)) {}
        }
        assertEquals(0, reader.waiting());
        return take(data);
    }

    private static byte[] block(byte[] block) {
        ByteQueue data = new ByteQueue();
        new BlockReader().read(block, 0, block.length, data);
        return take(data);
    }

    /// Runs, repetitions near and far, and noise.
    private static byte[] data(SplittableRandom random) {
        byte[] data = new byte[random.nextInt(200_000)];
        int at = 0;
        while (at < data.length) {
            int length = Math.min(data.length - at, 1 + random.nextInt(1 << random.nextInt(1, 14)));
            switch (random.nextInt(3)) {
                case 0 -> Arrays.fill(data, at, at + length, (byte) random.nextInt());
                case 1 -> {
                    int from = random.nextInt(at + 1);
                    System.arraycopy(data, from, data, at, Math.min(length, at - from));
                }
                default -> {
                    for (int i = 0; i < length; i++) {
                        data[at + i] = (byte) random.nextInt();
                    }
                }
            }
            at += length;
        }
        return data;
    }

    @Test
    void whatIsPackedComesOutAsItWas() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] data = data(random);
            byte[] packed = pack(data);
            assertArrayEquals(data, unpack(packed, 1 + random.nextInt(100_000)), "seed " + seed);
            assertTrue(packed.length <= data.length + 100, "seed " + seed);
        }
    }

    @Test
    void whatRepeatsGetsSmall() {
        byte[] text = "to be brought before noon; ".repeat(1_000).getBytes(UTF_8);
        assertTrue(pack(text).length < text.length / 15);
    }

    @ParameterizedTest
    @CsvSource({
        "00, ''",
        "01 00 61, a",
        // a literal, and a copy that overlaps itself
        "0a 08 61 62 63 0d 03, abcabcabca",
        "0a 08 61 62 63 1a 03 00, abcabcabca",
        "0a 08 61 62 63 1b 03 00 00 00, abcabcabca",
    })
    void blocksAreLiteralsAndCopies(String hex, String text) {
        assertEquals(text, new String(block(HexFormat.ofDelimiter(" ").parseHex(hex)), UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        // copy1 of 4 at distance 3, then repeats: of 4; of 4 + 3; of 8 + 0; of 260 + 0; of 65540 + 0
        "0b 08 61 62 63 01 03 01 00, 11",
        "0e 08 61 62 63 01 03 0d 00, 14",
        "0f 08 61 62 63 01 03 15 00 00, 15",
        "8b 02 08 61 62 63 01 03 19 00 00 00, 267",
        "8b 80 04 08 61 62 63 01 03 1d 00 00 00 00, 65547",
    })
    void aCopyMayRepeatTheDistanceOfTheOneBefore(String hex, int length) {
        String text = new String(block(HexFormat.ofDelimiter(" ").parseHex(hex)), UTF_8);
        assertEquals("abc".repeat(length).substring(0, length), text);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "05",
        "05 08 61 62",
        "03 08 61 62 63 64",
        "06 08 61 62 63 01 04",
        "06 08 61 62 63 01 00",
        "02 08 61 62 63",
        "04 08 61 62 63",
        "ff ff ff ff ff ff 00",
        "81 80 80 02 00",
        "04 ff ff ff ff ff 61",
        "0b 08 61 62 63 1b ff ff ff ff",
    })
    void whatIsNoBlockIsRefused(String hex) {
        assertThrows(S2Exception.class, () -> block(HexFormat.ofDelimiter(" ").parseHex(hex)));
    }

    @Test
    void whateverIsReadEndsInDataOrIsRefused() {
        byte[] packed = pack("a stream of messages that say the same, the same, the same "
                .repeat(50)
                .getBytes(UTF_8));
        int refused = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] changed = packed.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed[random.nextInt(14, changed.length)] = (byte) random.nextInt();
            }
            int start = 18;
            try {
                block(Arrays.copyOfRange(changed, start, changed.length));
                unpack(changed, changed.length);
            } catch (S2Exception _) {
                refused++;
            }
        }
        assertTrue(refused > 4_000, "refused " + refused);
    }

    @Test
    void whatMayBeSkippedIsSkipped() {
        byte[] packed = pack("hello".getBytes(UTF_8));
        ByteQueue more = new ByteQueue();
        more.add(packed, 0, 10).add(0xfe).add(3).add(0).add(0).add(packed, 0, 3);
        more.add(packed, 0, 10).add(0x99).add(0).add(0).add(0).add(packed, 10, packed.length - 10);
        assertEquals("hello", new String(unpack(take(more), 1), UTF_8));
    }

    @Test
    void snappyIsReadToo() {
        byte[] packed = pack("hello, hello, hello, hello".getBytes(UTF_8));
        System.arraycopy("sNaPpY".getBytes(UTF_8), 0, packed, 4, 6);
        assertEquals("hello, hello, hello, hello", new String(unpack(packed, 5), UTF_8));
    }

    @Test
    void framesOfNoKindThatIsKnownAreRefused() {
        byte[] packed = pack("hello".getBytes(UTF_8));
        packed[10] = 2;
        assertEquals(
                "s2: unsupported input",
                assertThrows(S2Exception.class, () -> unpack(packed, 100)).getMessage());
        packed[10] = 1;
        packed[13] = (byte) 0xff;
        assertEquals(
                "s2: corrupt input",
                assertThrows(S2Exception.class, () -> unpack(packed, 100)).getMessage());
        packed[9] = 'o';
        assertEquals(
                "s2: unsupported input",
                assertThrows(S2Exception.class, () -> unpack(packed, 100)).getMessage());
    }

    @Test
    void aFrameThatIsNotWholeWaits() {
        S2Reader reader = new S2Reader();
        byte[] packed = pack("hello".getBytes(UTF_8));
        reader.feed(packed, 0, packed.length - 1);
        ByteQueue data = new ByteQueue();
        assertTrue(reader.next(data));
        assertFalse(reader.next(data));
        assertEquals(0, data.length());
    }
}
